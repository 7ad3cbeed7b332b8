"""Who belongs to an organisation, and as what."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization, Role, User
from kith.audit import chain
from kith.core.refusals import Refusal

STREAM = "settings"


class AlreadyMember(Refusal):
    message = _("This person is already a member.")


class RolesMissing(Refusal):
    message = _("Please choose at least one role.")
    status = 422


def create_member(
    *,
    organization: Organization,
    email: str,
    name: str,
    roles: Sequence[str],
    password: str | None = None,
    by: Member | None = None,
) -> Member:
    """A member, and their account if the address has none yet.

    Whoever calls this vouches for the address: an invitation that came back from it, or the
    administrator of the installation. An account that exists keeps its own password.
    Without a password, signing in begins with "I forgot my password".
    """
    check_roles(roles)
    with tenancy.acting_for(organization.id):
        user = _account(email, password)
        member = _membership(organization, user, name, roles)
        chain.record(
            "member_created",
            by=by,
            organization=organization.id,
            subject=member,
            stream=STREAM,
            roles=sorted(roles),
        )
    return member


def check_roles(roles: Sequence[str]) -> None:
    """Refuse nothing, and names nobody knows."""
    if not roles or set(roles) - set(Role.values):
        raise RolesMissing


def _account(email: str, password: str | None) -> User:
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password)
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def _membership(organization: Organization, user: User, name: str, roles: Sequence[str]) -> Member:
    """Of two who add the same person at once, the unique key refuses the second."""
    try:
        with transaction.atomic():
            return Member.objects.create(
                organization=organization, user=user, name=name.strip(), roles=sorted(set(roles))
            )
    except IntegrityError as error:
        raise AlreadyMember from error
