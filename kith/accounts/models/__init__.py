from kith.accounts.models.invitation import Invitation
from kith.accounts.models.member import Member, Role
from kith.accounts.models.organization import Organization
from kith.accounts.models.review import CatalogueReview
from kith.accounts.models.user import User

__all__ = ["CatalogueReview", "Invitation", "Member", "Organization", "Role", "User"]
