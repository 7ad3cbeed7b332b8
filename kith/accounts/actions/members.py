"""Who belongs to an organisation, and as what."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.access import require_administrator
from kith.accounts.models import Member, Organization, Role, User
from kith.audit import chain
from kith.core.refusals import NotYours, Refusal

STREAM = "settings"


class AlreadyMember(Refusal):
    message = _("This person is already a member.")


class RolesMissing(Refusal):
    message = _("Please choose at least one role.")
    status = 422


class LastAdministrator(Refusal):
    message = _("Somebody must look after the settings. Make another member administrator first.")


class NotActive(Refusal):
    message = _("This member does not work here at the moment.")


class IsActive(Refusal):
    message = _("This member works here already.")


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


def change_member(*, by: Member, member: Member, name: str, roles: Sequence[str]) -> Member:
    """Another name or other roles; they count from the member's next request on."""
    check_roles(roles)
    wanted = {"name": name.strip(), "roles": sorted(set(roles))}
    with _administering(by, member) as locked:
        if not locked.is_active:
            raise NotActive
        if Role.ADMINISTRATOR not in wanted["roles"]:
            _keep_one_administrator(locked)
        _update(locked, **wanted)
        _record("member_changed", by, locked, roles=wanted["roles"])
    return locked


def deactivate_member(*, by: Member, member: Member) -> Member:
    """End a membership. What the member did stays under their name; the account itself remains."""
    with _administering(by, member) as locked:
        if not locked.is_active:
            raise NotActive
        _keep_one_administrator(locked)
        _update(locked, is_active=False)
        _record("member_deactivated", by, locked)
    return locked


def reactivate_member(*, by: Member, member: Member) -> Member:
    """Take somebody back, with the roles they had."""
    with _administering(by, member) as locked:
        if locked.is_active:
            raise IsActive
        _update(locked, is_active=True)
        _record("member_reactivated", by, locked, roles=locked.roles)
    return locked


@contextmanager
def _administering(by: Member, member: Member) -> Iterator[Member]:
    """The member's row, locked with those of all administrators, in the order of their ids.

    Two administrators who remove each other at once: the second waits, then sees that it would
    leave nobody, and is refused.
    """
    require_administrator(by)
    with tenancy.acting_for(by.organization_id):
        rows = Member.objects.filter(organization_id=by.organization_id)
        needed = rows.filter(Q(pk=member.pk) | Q(roles__contains=[Role.ADMINISTRATOR]))
        locked = {row.pk: row for row in needed.select_for_update().order_by("id")}
        if member.pk not in locked:
            raise NotYours
        if not (by.pk in locked and locked[by.pk].is_active):
            raise NotYours  # was an administrator a moment ago
        yield locked[member.pk]


def _keep_one_administrator(member: Member) -> None:
    """Whether somebody else who can sign in remains to look after the settings."""
    others = Member.objects.active().filter(organization_id=member.organization_id)
    others = others.with_role(Role.ADMINISTRATOR).exclude(pk=member.pk)
    if member.has_role(Role.ADMINISTRATOR) and not others.exists():
        raise LastAdministrator


def _update(member: Member, **values: Any) -> None:
    for name, value in values.items():
        setattr(member, name, value)
    member.save(update_fields=list(values))


def _record(verb: str, by: Member, member: Member, **detail: Any) -> None:
    chain.record(
        verb, by=by, organization=member.organization_id, subject=member, stream=STREAM, **detail
    )


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
