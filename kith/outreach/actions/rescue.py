"""The van breaks down: the rest of its day goes to others, to another day, or is called off.

A proposal first, with its price; it is kept as it was shown or not at all. What has begun stays.
Small and exact enough to answer at once: each visit in turn goes where it costs least and breaks no
rule. The search of whole weeks is not asked; a coordinator at the roadside cannot wait for it.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core.refusals import AlreadyChanged
from kith.outreach import access
from kith.outreach.actions import edits, visits
from kith.outreach.board import Board, Key, Slot, board
from kith.outreach.models import Edit, Plan, Tour, Unit, Visit

AHEAD = 14
"""Days in which another place is looked for."""
A_DAY_LATER, AN_HOUR_OFF = 60, 20
"""What waiting and another hour cost, in minutes of road."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where a visit goes; unit None: nowhere, it is called off. minutes: more on the road."""

    visit: Visit
    unit: Unit | None = None
    day: dt.date | None = None
    opens: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """stays: what was reached already. minutes, km: more (or fewer) on all days together."""

    tour: Tour
    stays: list[Visit]
    moves: list[Move]
    minutes: int
    km: float
    keys: list[Key]
    tried: Board

    @property
    def digest(self) -> str:
        """Two proposals that say the same have the same."""
        told = [[str(m.visit.pk), str(m.unit and m.unit.pk), str(m.day), m.opens]
                for m in self.moves]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]

    @property
    def called_off(self) -> list[Move]:
        return [move for move in self.moves if move.unit is None]


def propose(*, tour: Tour, now: int, back_on: dt.date, by: Member) -> Proposal:
    """now: minutes since midnight; back_on: the first day on which the unit runs again."""
    access.require_keeper(by, tour.organization_id)
    if tour.plan.state not in edits.EDITABLE:
        raise AlreadyChanged
    before = board(tour.plan)
    key = (tour.unit_id, tour.day)
    slots = before.slots.get(key, [])
    stays = [s for s in slots if s.stay.wanted <= now or (s.visit and s.visit.state == "done")]
    rest = [slot for slot in slots if slot not in stays]
    tried = replace(before, slots=before.slots | {key: stays})
    units = {unit.pk: unit for unit in Unit.objects.filter(organization_id=tour.organization_id)}
    moves, keys = [], [key]
    for slot in rest:
        best = min(_tries(tried, slot, tour, now, back_on), key=lambda one: one[0], default=None)
        assert slot.visit is not None
        if best is None:
            moves.append(Move(slot.visit))
            continue
        _cost, where, moved, minutes = best
        tried = tried.put(moved, where)
        keys.append(where)
        opens = _opens(tried, where, moved)
        moves.append(Move(slot.visit, units[where[0]], where[1], opens, minutes))
    keys = list(dict.fromkeys(keys))
    minutes = _minutes(tried, keys) - _minutes(before, keys)
    km = round(sum(map(tried.km, keys)) - sum(map(before.km, keys)), 1)
    kept = [slot.visit for slot in stays if slot.visit]
    return Proposal(tour, kept, moves, minutes, km, keys, tried)


def _tries(
    on: Board, slot: Slot, tour: Tour, now: int, back_on: dt.date
) -> Iterator[tuple[tuple[int, str], Key, Slot, int]]:
    """Every place that breaks no rule: cost, where, as which visit, and minutes more of road."""
    for unit in on.document.fields["units"]:
        for later in range(AHEAD + 1):
            day = tour.day + dt.timedelta(days=later)
            key = (UUID(unit["id"]), day)
            if day.isoformat() not in unit["days"] or (key[0] == tour.unit_id and day < back_on):
                continue
            earliest = now + on.road(unit["id"], slot.stay.place) if later == 0 else 0
            before = on.timed(key)
            for begins in _beginnings(on, key, slot, earliest):
                moved = replace(slot, stay=replace(slot.stay, wanted=begins))
                tried = on.put(moved, key)
                if tried.clashes([key]) or _delays(tried, key):
                    continue
                after = tried.timed(key)
                more = after.back - after.leaves - (before.back - before.leaves)
                off = abs(begins - slot.stay.wanted) * AN_HOUR_OFF // 60
                yield (more + off + later * A_DAY_LATER, f"{key}{begins}"), key, moved, more


def _beginnings(on: Board, key: Key, slot: Slot, earliest: int) -> list[int]:
    """The hour it had, and right after each visit of that day."""
    after = [
        call.leaves + on.road(other.stay.place, slot.stay.place)
        for other, call in zip(on.slots.get(key, []), on.timed(key).calls, strict=True)
    ]
    return sorted({max(earliest, moment) for moment in [slot.stay.wanted, *after]})


def _delays(tried: Board, key: Key) -> bool:
    """Whether anything on that day begins later than people were told."""
    day = tried.timed(key)
    return any(call.begins > slot.stay.wanted + 5
               for slot, call in zip(tried.slots[key], day.calls, strict=True))  # fmt: skip


def _minutes(on: Board, keys: list[Key]) -> int:
    return sum(day.back - day.leaves for day in map(on.timed, keys))


def _opens(on: Board, key: Key, slot: Slot) -> int:
    calls = on.timed(key).calls
    return next(c.opens for s, c in zip(on.slots[key], calls, strict=True)
                if s.visit and slot.visit and s.visit.pk == slot.visit.pk)  # fmt: skip


def accept(
    *, tour: Tour, now: int, back_on: dt.date, digest: str, replay_key: UUID, by: Member
) -> Edit:
    """As it was shown; where something changed since, AlreadyChanged and nothing is kept."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=tour.plan_id)
        access.require_keeper(by, plan.organization_id)
        mine = Edit.objects.filter(organization_id=plan.organization_id, replay_key=replay_key)
        if again := mine.first():
            return again
        found = propose(tour=tour, now=now, back_on=back_on, by=by)
        if found.digest != digest:
            raise AlreadyChanged
        for move in found.called_off:
            visits.cancel_visit(visit=move.visit, reason="breakdown", by=by)
        told = {"what": "rescue", "stop_name": tour.unit.name, "clashes": [], "reason": ""}
        return edits.kept(plan, found.tried, found.keys, told, replay_key, by)
