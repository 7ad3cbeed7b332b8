"""Asking somebody to join: a key by e-mail that opens one door, once, for a week."""

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kith.accounts import letters, tenancy
from kith.accounts.access import require_administrator
from kith.accounts.actions.members import AlreadyMember, check_roles, create_member
from kith.accounts.models import Invitation, Member, User
from kith.audit import chain
from kith.core import clock, sealing
from kith.core.refusals import NotYours, Refusal

STREAM = "settings"
OPEN_FOR = dt.timedelta(days=7)


class AlreadyInvited(Refusal):
    message = _("This person has been invited already. You can send the invitation again.")


class InvitationClosed(Refusal):
    message = _("This invitation is no longer open. Please ask for a new one.")
    status = 410


class SignInFirst(Refusal):
    message = _("There is an account for this address. Please sign in with it, then come back.")


def invite(*, by: Member, email: str, name: str, roles: Sequence[str]) -> Invitation:
    """Invite somebody and send them the key. Of two who invite the same person the second is told.

    The letter goes out inside the transaction: if it cannot be sent, nobody was invited.
    """
    require_administrator(by)
    check_roles(roles)
    email = email.strip().lower()
    key = secrets.token_urlsafe(24)
    with tenancy.acting_for(by.organization_id):
        if _is_member(by, email):
            raise AlreadyMember
        invitation = _insert(
            organization_id=by.organization_id, email=email, name=name.strip(),
            roles=sorted(set(roles)), key_digest=digest_of(key), invited_by=by,
            expires_at=clock.now() + OPEN_FOR,
        )  # fmt: skip
        _record("member_invited", by, invitation, roles=invitation.roles)
        letters.send_invitation(invitation, key)
    return invitation


def send_again(*, by: Member, invitation: Invitation) -> Invitation:
    """A new key for another week; the old one opens nothing any more."""
    key = secrets.token_urlsafe(24)
    with _changing(by, invitation) as waiting:
        waiting.key_digest, waiting.expires_at = digest_of(key), clock.now() + OPEN_FOR
        waiting.save(update_fields=["key_digest", "expires_at"])
        _record("invitation_sent_again", by, waiting)
        letters.send_invitation(waiting, key)
    return waiting


def withdraw(*, by: Member, invitation: Invitation) -> Invitation:
    """Take an invitation back before it is used."""
    with _changing(by, invitation) as waiting:
        waiting.withdrawn_at = clock.now()
        waiting.save(update_fields=["withdrawn_at"])
        _record("invitation_withdrawn", by, waiting)
    return waiting


def accept(
    *, key: str, name: str = "", password: str | None = None, user: User | None = None
) -> Member:
    """Become a member with the key from the letter. `user` is who is signed in, if anybody.

    Of two who use the key at once, the row lock lets one through; the other finds it used. An
    account that exists already is joined only by whoever is signed in to it.
    """
    with opened(key) as invitation, tenancy.acting_for(invitation.organization_id):
        waiting = _locked(invitation)
        if waiting.expires_at <= clock.now():
            raise InvitationClosed
        if has_account(waiting) and (user is None or user.email != waiting.email):
            raise SignInFirst
        member = create_member(
            organization=waiting.organization, email=waiting.email, roles=waiting.roles,
            name=name.strip() or waiting.name, password=password,
        )  # fmt: skip
        waiting.accepted_at = clock.now()
        waiting.save(update_fields=["accepted_at"])
        _record("invitation_accepted", member, waiting)
    return member


@contextmanager
def opened(key: str) -> Iterator[Invitation]:
    """The open invitation of a key, inside a transaction that may see it."""
    digest = digest_of(key)
    with tenancy.holding_code(digest):
        invitations = Invitation.objects.open(clock.now()).select_related("organization")
        invitation = invitations.filter(key_digest=digest).first()
        if invitation is None:
            raise InvitationClosed
        yield invitation


def has_account(invitation: Invitation) -> bool:
    """Whether the invited address can sign in already."""
    return User.objects.filter(email=invitation.email).exists()


def digest_of(key: str) -> str:
    """What is kept of a key. The key itself is in the letter and nowhere else."""
    return sealing.blind(key, settings.SECRETS.blind_key, "invitation")


def _is_member(by: Member, email: str) -> bool:
    members = Member.objects.filter(organization_id=by.organization_id, user__email=email)
    return members.exists()


def _insert(**columns: Any) -> Invitation:
    try:
        with transaction.atomic():
            return Invitation.objects.create(**columns)
    except IntegrityError as error:
        raise AlreadyInvited from error


@contextmanager
def _changing(by: Member, invitation: Invitation) -> Iterator[Invitation]:
    require_administrator(by)
    if invitation.organization_id != by.organization_id:
        raise NotYours
    with tenancy.acting_for(by.organization_id):
        yield _locked(invitation)


def _locked(invitation: Invitation) -> Invitation:
    """The row, locked, if it still waits for an answer."""
    rows = Invitation.objects.waiting().select_for_update(of=("self",))
    waiting = rows.select_related("organization").filter(pk=invitation.pk).first()
    if waiting is None:
        raise InvitationClosed
    return waiting


def _record(verb: str, by: Member, invitation: Invitation, **detail: Any) -> None:
    chain.record(
        verb, by=by, organization=invitation.organization_id, subject=invitation,
        stream=STREAM, **detail,
    )  # fmt: skip
