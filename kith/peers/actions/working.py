"""A peer's working life: profile, terms, leave, and the moves of their state."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.peers import access, ways
from kith.peers.actions import renewing, stepping, training
from kith.peers.experiences import WALKED
from kith.peers.lifecycle import PEER
from kith.peers.models import Peer, Work
from kith.peers.models.peer import SHOWABLE


@dataclass(frozen=True, slots=True)
class Profile:
    """What the peer says about themselves, as far as they want. meets_at: places of
    `ways.doors_of`; others are left out. shown: which parts people may read before they meet; the
    rest only helps to find somebody."""

    about: str = ""
    gender: str = ""
    experiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    meets_at: tuple[UUID, ...] = ()
    shown: tuple[str, ...] = SHOWABLE


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with them. load_limit: people at a time. hours_each: what one person takes in
    a week; 0 where it is not counted. Step and pay band change by a promotion."""

    load_limit: int
    works: tuple[str, ...]
    weekly_hours: Decimal = Decimal(0)
    protected_hours: Decimal = Decimal(0)
    hours_each: Decimal = Decimal(0)
    renewal_due_on: dt.date | None = None


def say(*, peer: Peer, profile: Profile, by: Member) -> Peer:
    """Only the peer speaks about their own life."""
    if peer.member_id != by.id:
        raise NotYours
    doors = ways.doors_of(peer.organization_id).filter(pk__in=profile.meets_at)
    with transaction.atomic():
        Peer.objects.filter(pk=peer.pk).update(
            about=profile.about.strip(),
            gender=profile.gender,
            experiences=[code for code in profile.experiences if code in WALKED],
            times=list(profile.times),
            ways=list(profile.ways),
            meets_at=list(doors.values_list("pk", flat=True)),
            shown=[part for part in SHOWABLE if part in profile.shown],
        )
        Member.objects.filter(pk=by.pk).update(languages=list(profile.languages))
    peer.refresh_from_db()
    return peer


def agree(*, peer: Peer, terms: Terms, by: Member) -> Peer:
    """A supervisor writes down what was agreed. Not with oneself."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    if peer.member_id == by.id:
        raise NotYours
    stepping.require_fitting(peer.organization_id, terms.works, terms.load_limit)
    Peer.objects.filter(pk=peer.pk).update(
        load_limit=terms.load_limit,
        works=[Work(work).value for work in terms.works],
        weekly_hours=terms.weekly_hours,
        protected_hours=terms.protected_hours,
        hours_each=terms.hours_each,
        renewal_due_on=terms.renewal_due_on,
    )
    peer.refresh_from_db()
    return peer


def go_away(
    *, peer: Peer, away_from: dt.date | None, away_until: dt.date | None, by: Member
) -> Peer:
    """Days off, by the peer or a supervisor, without a reason. Nobody new is proposed meanwhile."""
    if peer.member_id != by.id:
        access.require(by, peer.organization_id, Role.SUPERVISOR)
    Peer.objects.filter(pk=peer.pk).update(away_from=away_from, away_until=away_until)
    peer.refresh_from_db()
    return peer


def move_peer(*, peer: Peer, move: str, by: Member, reason: str = "") -> Peer:
    """One move of `lifecycle.PEER`. Nobody signs themselves off."""
    sides = ["peer"] if peer.member_id == by.id else []
    if by.has_role(Role.SUPERVISOR) and peer.member_id != by.id:
        sides.append("supervisor")
    if by.organization_id != peer.organization_id or not sides:
        raise NotYours
    step = PEER.move(move, peer.state, sides, reason)
    if step.name == "renew":
        renewing.renew(peer=peer, by=by)
        return peer
    if step.name == "sign_off":
        training.require_safe(peer)
    changes: dict[str, object] = {}
    if step.needs_reason:
        peer.seal("state_reason_sealed", reason.strip())
        changes = {
            "state_reason_sealed": peer.state_reason_sealed, "key_id": peer.key_id,
            "key_wrapped": peer.key_wrapped,
        }  # fmt: skip
    with transaction.atomic():
        PEER.apply(peer, step, **changes)
    return peer
