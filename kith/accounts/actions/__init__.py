"""The verbs of this room. Web, command line and made-up towns call the same ones."""

from kith.accounts.actions.invitations import accept, invite, send_again, withdraw
from kith.accounts.actions.members import (
    change_member,
    create_member,
    deactivate_member,
    reactivate_member,
)
from kith.accounts.actions.organizations import change_organization, create_organization
from kith.accounts.actions.reviews import review_catalogue

__all__ = [
    "accept",
    "change_member",
    "change_organization",
    "create_member",
    "create_organization",
    "deactivate_member",
    "invite",
    "reactivate_member",
    "review_catalogue",
    "send_again",
    "withdraw",
]
