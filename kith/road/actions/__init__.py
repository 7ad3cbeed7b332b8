"""The verbs of this room: `from kith.road import actions`, then `actions.receive(...)`."""

from kith.road.actions.counting import settle_counts
from kith.road.actions.deciding import choose_version, decide_double, drop, let_in
from kith.road.actions.devices import join_crew, register_device, revoke_device
from kith.road.actions.doubles import propose_doubles
from kith.road.actions.opening import open_question
from kith.road.actions.photos import open_photo, take_away
from kith.road.actions.receiving import Answer, Sending, receive
from kith.road.actions.settling import settle
from kith.road.actions.taking_back import take_back

__all__ = [
    "Answer", "Sending", "choose_version", "decide_double", "drop", "join_crew", "let_in",
    "open_photo", "open_question", "propose_doubles", "receive", "register_device",
    "revoke_device", "settle", "settle_counts", "take_away", "take_back",
]  # fmt: skip
