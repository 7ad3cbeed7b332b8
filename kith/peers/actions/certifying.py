"""Certificates that anybody who holds the number may check, and that their holder lets speak."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kith.accounts.models import Member, Role
from kith.core import clock, sealing
from kith.core.ids import uuid7
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import access
from kith.peers.actions.standards import schemes_of
from kith.peers.actions.training import hours_of, require_safe
from kith.peers.models import Certificate, Peer
from kith.peers.refusals import NotEnoughHours
from kith.peers.rules import schemes as rules

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that look alike on paper."""


def issue(*, peer: Peer, scheme: str, by: Member) -> Certificate:
    """A certificate under a scheme as it holds today; what is missing is refused with the hours.
    What the scheme asks today stands in the certificate."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    today = clock.today()
    found = rules.on(schemes_of(peer.organization_id), scheme, today)
    learned, practised = hours_of(peer)
    if found is None or not found.is_offered or peer.member_id == by.id:
        raise NotEnoughHours
    lacking = rules.lacks(found, learned, practised)
    if lacking:
        raise NotEnoughHours.of(lacking)
    require_safe(peer)
    with transaction.atomic():
        Peer.objects.select_for_update().get(
            pk=peer.pk
        )  # of two at once the second finds the first's
        mine = peer.certificates.filter(scheme=found.code, issued_on=today, withdrawn_at=None)
        return mine.first() or _issued(peer, found, learned, by)


def _issued(peer: Peer, found: rules.Scheme, hours: Decimal, by: Member) -> Certificate:
    today, new = clock.today(), uuid7()
    number, valid_until = number_of(new), found.valid_until(today)
    if valid_until:
        Peer.objects.filter(pk=peer.pk).update(renewal_due_on=valid_until)
    return Certificate.objects.create(
        id=new, organization_id=peer.organization_id, peer=peer, number=number,
        digest=digest_of(number), name=peer.member.name, scheme=found.code,
        scheme_name=found.name, hours=hours, issued_on=today, valid_until=valid_until,
        since=found.starts_on, learning=found.learning, years=found.years,
        warns=list(found.warns), issued_by=by,
    )  # fmt: skip


def show(*, certificate: Certificate, shown: Collection[str], by: Member) -> Certificate:
    """What a stranger sees who checks the number: the holder says so, nobody else."""
    if certificate.peer.member_id != by.id:
        raise NotYours
    wanted = [one.value for one in Certificate.Shown if one.value in shown]
    Certificate.objects.filter(pk=certificate.pk).update(shown=wanted)
    certificate.refresh_from_db()
    return certificate


def withdraw(*, certificate: Certificate, by: Member) -> Certificate:
    """It does not hold any more; whoever checks it is told. Not one's own."""
    access.require(by, certificate.organization_id, Role.SUPERVISOR)
    rows = Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=clock.now(), withdrawn_by=by) != 1:
        raise AlreadyChanged
    certificate.refresh_from_db()
    return certificate


def digest_of(number: str) -> str:
    """What a number is looked up by; spaces, dashes and small letters make no difference."""
    plain = "".join(letter for letter in number.upper() if letter in LETTERS)
    return sealing.blind(plain, settings.SECRETS.blind_key, "certificate")


def number_of(certificate_id: UUID) -> str:
    """Sixteen letters, 79 bits, from the id and a key that nobody sees: who may try a hundred an
    hour comes upon none, and knowing one says nothing about the next."""
    drawn = int(sealing.blind(str(certificate_id), settings.SECRETS.blind_key, "number"), 16)
    letters = ""
    for _place in range(16):
        drawn, rest = divmod(drawn, len(LETTERS))
        letters += LETTERS[rest]
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))
