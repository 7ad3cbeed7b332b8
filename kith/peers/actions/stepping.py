"""The ladder, step by step with who and why; and what an organisation adds to a kind of work."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import access
from kith.peers.actions.standards import KEEPERS
from kith.peers.models import Peer, Promotion, Scope, Work
from kith.peers.refusals import NotInThePast, NotYet, SameStep, TooManyForThisWork
from kith.peers.rules import scopes


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stands from a day on."""

    step: str
    on: dt.date
    why: str
    pay_band: str = ""


def promote(*, peer: Peer, to: Step, replay_key: UUID, by: Member) -> Promotion:
    """Up or down the ladder, with a reason; not oneself. The form sent again is one step, and of
    two who press at once the second stands before a ladder that has moved."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    if peer.member_id == by.id:
        raise NotYours
    if not to.why.strip():
        raise ReasonMissing
    if to.on > clock.today():
        raise NotYet

    def make() -> Promotion:
        locked = Peer.objects.select_for_update().get(pk=peer.pk)
        if (locked.step, locked.pay_band) == (to.step, to.pay_band):
            raise SameStep
        row = Promotion(
            organization_id=peer.organization_id, peer=locked, before=locked.step,
            step=Peer.Step(to.step), pay_band=to.pay_band, on=to.on, decided_by=by,
            replay_key=replay_key,
        )  # fmt: skip
        row.seal("why_sealed", to.why.strip())
        row.save(force_insert=True)
        Peer.objects.filter(pk=peer.pk).update(step=row.step, pay_band=row.pay_band)
        return row

    mine = Promotion.objects.filter(organization_id=peer.organization_id)
    with transaction.atomic():
        row = once(mine, replay_key, make)
    peer.refresh_from_db()
    return row


def open_promotion(*, promotion: Promotion, by: Member) -> str:
    """Why: for the peer and supervisors; recorded."""
    if promotion.peer.member_id != by.id:
        access.require(by, promotion.organization_id, Role.SUPERVISOR)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=promotion, what="promotion"
        )
        return promotion.unseal("why_sealed")


def set_scope(
    *, work: str, starts_on: dt.date, by: Member, most: int | None = None, pay_band: str = "",
    words: str = "",
) -> Scope:  # fmt: skip
    """From a day on, today at the earliest. What is agreed with a peer stays until it is agreed
    anew; then it must fit."""
    access.require(by, by.organization_id, *KEEPERS)
    if starts_on < clock.today():
        raise NotInThePast
    return Scope.objects.create(
        organization_id=by.organization_id, work=Work(work), starts_on=starts_on, most=most,
        pay_band=pay_band.strip(), words=words.strip(), made_by=by,
    )  # fmt: skip


def scopes_on(organization: UUID, day: dt.date) -> dict[str, Scope]:
    """What holds on a day, by kind of work: one query."""
    rows = Scope.objects.filter(organization_id=organization, starts_on__lte=day)
    return {row.work: row for row in rows.order_by("starts_on", "made_at", "id")}


def require_fitting(organization: UUID, works: tuple[str, ...], limit: int) -> None:
    """The limit of a peer is within that of each kind of work that counts people."""
    holds = scopes_on(organization, clock.today())
    mosts = [holds[work].most for work in works if work in holds and work in scopes.WITH_PEOPLE]
    if any(most is not None and limit > most for most in mosts):
        raise TooManyForThisWork
