"""Renewals: told 90, 60 and 30 days before, due on the day, lapsed a month on; by learning."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from kith.accounts.models import Member, Role
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import access
from kith.peers.actions.standards import schemes_of
from kith.peers.events import Told
from kith.peers.lifecycle import PEER
from kith.peers.models import Certificate, Learning, Peer, Renewal, RenewalWarning, Supervision
from kith.peers.refusals import LearningMissing, NothingToRenew
from kith.peers.rules import schemes as rules

GRACE = dt.timedelta(days=30)
WARNED = ("active", "renewal_due", "leave", "restricted")
"""Whoever said goodbye or is stopped is left in peace."""


def move_what_is_due(*, organization: UUID) -> int:
    """How many were moved; again it moves nobody. No walk ends by it: that a person decides."""
    today = clock.today()
    moved = 0
    for name, state, day in (
        ("fall_due", "active", today),
        ("lapse", "renewal_due", today - GRACE),
    ):
        step = PEER.move(name, state, ["job"])
        rows = Peer.objects.filter(
            organization_id=organization, state__in=step.sources, renewal_due_on__lte=day
        )
        for row in rows.order_by("id"):
            PEER.apply(row, step)
            moved += 1
    return moved


def warn_who_is_due(*, organization: UUID) -> int:
    """Tell each peer and their supervisor at each mark, once; how many were told. A mark that
    passed while no job ran is not made up for: the nearer one says it all."""
    today = clock.today()
    rows = Peer.objects.filter(
        organization_id=organization, state__in=WARNED, renewal_due_on__isnull=False
    )
    told = 0
    with transaction.atomic():
        for peer in rows.order_by("id"):
            due_on = peer.renewal_due_on
            mark = rules.warning(due_on, today, marks_of(peer))
            if due_on is not None and mark is not None:
                told += _warn(peer, due_on, mark)
    return told


def marks_of(peer: Peer) -> tuple[int, ...]:
    """The days of the scheme under which the certificate that runs out was given."""
    rows = peer.certificates.filter(valid_until=peer.renewal_due_on, withdrawn_at=None)
    found = rows.order_by("-issued_on", "-id").values_list("warns", flat=True).first()
    return tuple(found) if found else rules.USUAL


def _warn(peer: Peer, due_on: dt.date, mark: int) -> bool:
    """Whether it was said now. Of two jobs at once the second finds the row of the first."""
    _row, is_new = RenewalWarning.objects.get_or_create(
        peer=peer, due_on=due_on, days=mark,
        defaults={"organization_id": peer.organization_id},
    )  # fmt: skip
    if is_new:
        on_duty = Supervision.objects.on_duty(peer, clock.today())
        members = (peer.member_id, *on_duty)
        cause = f"{peer.pk}:renewal:{due_on}:{mark}"
        events.publish(Told(peer.organization_id, members, "work", peer.pk, cause))
    return is_new


def renew(*, peer: Peer, by: Member) -> Renewal:
    """The certificate holds for another period, if the learning that it asks for is written down.

    What it asks for is what stood in it when the period began; the next period asks for what the
    scheme asks today. Of two who press at once, the second is told.
    """
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    if peer.member_id == by.id:
        raise NotYours
    step = PEER.move("renew", peer.state, ["supervisor"])
    certificate = renewable(peer)
    if certificate is None or certificate.valid_until is None:
        raise NothingToRenew
    hours = learned_in_period(certificate)
    if hours < certificate.learning:
        raise LearningMissing.of(certificate.learning - hours)
    with transaction.atomic():
        row = _renewed(certificate, hours, by)
        PEER.apply(peer, step, renewal_due_on=row.holds_until)
    return row


def renewable(peer: Peer) -> Certificate | None:
    """The certificate whose day is nearest."""
    rows = peer.certificates.filter(withdrawn_at=None, valid_until__isnull=False, years__gt=0)
    return rows.order_by("valid_until", "id").first()


def learned_in_period(certificate: Certificate) -> Decimal:
    """Hours of continuing education since the period began."""
    if certificate.valid_until is None:
        return Decimal(0)
    since = rules.period_began(certificate.valid_until, certificate.years)
    rows = Learning.objects.filter(
        peer=certificate.peer_id, kind=Learning.Kind.LEARNING, on__gte=since
    )
    return rows.aggregate(hours=Sum("hours"))["hours"] or Decimal(0)


def _renewed(certificate: Certificate, hours: Decimal, by: Member) -> Renewal:
    today, ended = clock.today(), certificate.valid_until
    scheme = rules.on(schemes_of(certificate.organization_id), certificate.scheme, today)
    if ended is None or scheme is None or not scheme.years:
        raise NothingToRenew
    until = rules.renewed_until(ended, scheme.years, today)
    try:
        with transaction.atomic():
            row = Renewal.objects.create(
                organization_id=certificate.organization_id, certificate=certificate, on=today,
                hours=hours, held_until=ended, holds_until=until, since=scheme.starts_on,
                renewed_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise AlreadyChanged from None
    Certificate.objects.filter(pk=certificate.pk).update(
        valid_until=until, since=scheme.starts_on, learning=scheme.learning, years=scheme.years,
        warns=list(scheme.warns),
    )  # fmt: skip
    return row
