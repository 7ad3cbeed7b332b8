"""The verbs of this room. Web, command line and made-up towns call the same ones."""

from kith.accounts.actions.members import create_member
from kith.accounts.actions.organizations import create_organization

__all__ = ["create_member", "create_organization"]
