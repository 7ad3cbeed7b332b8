"""The joined pages of this room, each with a fixed number of queries (lists <= 10, person <= 20).

Nothing here is unsealed but the names in `person_list` (recorded as one reading) and what
`follow_page` shows to the person themselves; pages open the rest by `actions.open_*`.
"""

from kith.connections.queries.desk import notices, today, unread_count
from kith.connections.queries.own import follow_page
from kith.connections.queries.people import person_list, person_page
from kith.connections.queries.referrals import (
    referral_for_receiver,
    referral_for_sender,
    referral_list,
)
from kith.connections.queries.requests import request_list, request_page

__all__ = [
    "follow_page", "notices", "person_list", "person_page", "referral_for_receiver",
    "referral_for_sender", "referral_list", "request_list", "request_page", "today",
    "unread_count",
]  # fmt: skip
