"""Changes to tours by hand: tried first with what they break and cost, kept, taken back.

An edit holds each day it touched as it was before and as it was after, so that taking it back needs
no knowledge of what it was.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.outreach import access
from kith.outreach.actions import publishing
from kith.outreach.board import Board, Clash, Key, Slot, board, hours_of
from kith.outreach.models import Edit, Plan, Stop, Tour, Unit, Visit
from kith.outreach.refusals import KnownToAll, OnlyBackwards, OutsideTheWeeks, RuleOfSafety

EDITABLE = ("ready", "published")
HOURS = ("arrives", "begins", "opens", "closes", "leaves")


@dataclass(frozen=True, slots=True)
class Change:
    """what: "move" a visit, "add" one to a stop, or "drop" one. opens: minutes since midnight at
    which the door should open, for minutes minutes."""

    what: str
    visit: Visit | None = None
    stop: Stop | None = None
    unit: Unit | None = None
    day: dt.date | None = None
    opens: int = 0
    minutes: int = 120


@dataclass(frozen=True, slots=True)
class Look:
    """What a change would do. minutes, km: more (or fewer) of both; opens: when the door then
    opens, which may be later than wanted."""

    clashes: list[Clash]
    minutes: int
    km: float
    opens: int | None
    keys: list[Key]
    tried: Board

    @property
    def is_safe(self) -> bool:
        return not any(clash.is_hard for clash in self.clashes)


def look(*, plan: Plan, change: Change, by: Member) -> Look:
    """Try it; nothing is kept."""
    access.require_keeper(by, plan.organization_id)
    if plan.state not in EDITABLE:
        raise AlreadyChanged
    _refuse(plan, change)
    now = board(plan, also=[change.stop] if change.stop else [])
    return _looked(now, change)


def _refuse(plan: Plan, change: Change) -> None:
    visit = change.visit
    if visit is not None and (visit.tour.plan_id != plan.pk or visit.state == "cancelled"):
        raise NotYours
    if visit is not None and visit.state == "done":
        raise AlreadyChanged
    if change.what == "drop" and visit is not None and visit.published_at is not None:
        raise KnownToAll
    if change.day is not None and not plan.starts_on <= change.day <= plan.ends_on:
        raise OutsideTheWeeks


def _looked(now: Board, change: Change) -> Look:
    tried, keys = now, []
    stop = change.visit.stop if change.visit else change.stop
    assert stop is not None
    if change.visit is not None:
        keys.append((change.visit.tour.unit_id, change.visit.tour.day))
        tried = tried.without(change.visit)
    target: Key | None = None
    if change.what != "drop":
        assert change.unit is not None and change.day is not None
        target = (change.unit.pk, change.day)
        stay = tried.stay_of(stop, change.minutes, change.opens)
        tried = tried.put(Slot(stop, stay, change.visit), target)
        keys.append(target)
    keys = list(dict.fromkeys(keys))
    clashes = tried.clashes(keys)
    if now.weekdays_kept(stop) and not tried.weekdays_kept(stop):
        clashes.append(Clash("weekday", stop.name))
    return Look(clashes, _minutes(tried, keys) - _minutes(now, keys),
                round(sum(map(tried.km, keys)) - sum(map(now.km, keys)), 1),
                _opens(tried, target, stop), keys, tried)  # fmt: skip


def _minutes(on: Board, keys: Iterable[Key]) -> int:
    return sum(day.back - day.leaves for day in map(on.timed, keys))


def _opens(on: Board, key: Key | None, stop: Stop) -> int | None:
    if key is None:
        return None
    calls = on.timed(key).calls
    return next((c.opens for s, c in zip(on.slots[key], calls, strict=True) if s.stop == stop),
                None)  # fmt: skip


def keep(
    *, plan: Plan, change: Change, replay_key: UUID, by: Member, reason: str = ""
) -> Edit:  # fmt: skip
    """Keep a change. Where a rule is not kept it needs a reason; a rule of safety is always kept.

    Of two who change a plan at once, the second is looked at on what the first left behind.
    """
    mine = Edit.objects.filter(organization_id=plan.organization_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        access.require_keeper(by, plan.organization_id)
        if again := mine.filter(replay_key=replay_key).first():
            return again
        found = look(plan=plan, change=change, by=by)
        if not found.is_safe:
            raise RuleOfSafety
        if found.clashes and not reason.strip():
            raise ReasonMissing
        stop = change.visit.stop if change.visit else change.stop
        told = {"what": change.what, "stop_name": stop.name if stop else "",
                "clashes": [clash.told for clash in found.clashes],
                "reason": reason.strip()[:300]}  # fmt: skip
        return kept(plan, found.tried, found.keys, told, replay_key, by)


def kept(
    plan: Plan, tried: Board, keys: Iterable[Key], told: dict[str, Any], replay_key: UUID,
    by: Member,
) -> Edit:  # fmt: skip
    """Write these days as they were tried. Inside a transaction that holds the plan."""
    keys = list(keys)
    before = [_snapshot(plan, key) for key in keys]
    for key in keys:
        write_day(plan, tried, key)
    _forget_dropped(plan, tried, keys)
    after = [_snapshot(plan, key) for key in keys]
    _tell(plan, before, after, by)
    mine = Edit.objects.filter(organization_id=plan.organization_id)
    return once(mine, replay_key, lambda: Edit.objects.create(
        organization_id=plan.organization_id, plan=plan, before=before, after=after, made_by=by,
        replay_key=replay_key, **told,
    ))  # fmt: skip


def write_day(plan: Plan, tried: Board, key: Key) -> None:
    """The tour and the visits of a day as they were tried."""
    day, slots = tried.timed(key), tried.slots.get(key, [])
    hours = {"leaves": day.leaves, "back": day.back, "km": tried.km(key),
             "break_from": day.break_from,
             "break_minutes": tried.break_minutes(key, day)}  # fmt: skip
    tour, _is_new = Tour.objects.update_or_create(
        plan=plan, unit_id=key[0], day=key[1], organization_id=plan.organization_id, defaults=hours
    )
    for number, (slot, call) in enumerate(zip(slots, day.calls, strict=True), 1):
        columns = {"tour": tour, "order": number, **hours_of(call)}
        if slot.visit is None:
            Visit.objects.create(organization_id=plan.organization_id, stop=slot.stop, **columns)
        else:
            Visit.objects.filter(pk=slot.visit.pk).update(**columns)


def _forget_dropped(plan: Plan, tried: Board, keys: Iterable[Key]) -> None:
    """Visits that stand on these days and are on none of them any more; then empty days."""
    stays = {slot.visit.pk for row in tried.slots.values() for slot in row if slot.visit}
    for unit, day in keys:
        here = Visit.objects.filter(tour__plan=plan, tour__unit_id=unit, tour__day=day)
        stops = [slot.stop.pk for slot in tried.slots.get((unit, day), []) if slot.visit is None]
        gone = here.standing().exclude(pk__in=stays)  # type: ignore[attr-defined]
        gone.exclude(stop__in=stops).delete()
        Tour.objects.filter(plan=plan, unit_id=unit, day=day, visits=None).delete()


def undo(*, edit: Edit, by: Member) -> Edit:
    """Put the days of an edit back as they were. Refused where something later changed them."""
    access.require_keeper(by, edit.organization_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=edit.plan_id)
        if plan.state not in EDITABLE:
            raise AlreadyChanged
        if not Edit.objects.filter(pk=edit.pk, undone_at=None).update(undone_at=clock.now()):
            raise AlreadyChanged
        now = [_snapshot(plan, _key(row)) for row in edit.after]
        if now != edit.after:
            raise OnlyBackwards
        for row in edit.after:
            _clear(plan, row, edit.before)
        for row in edit.before:
            _restore(plan, row)
        for row in edit.after:
            unit, day = _key(row)
            Tour.objects.filter(plan=plan, unit_id=unit, day=day, visits=None).delete()
        _tell(plan, edit.after, edit.before, by)
    edit.refresh_from_db()
    return edit


def _key(row: dict[str, Any]) -> Key:
    return UUID(row["unit"]), dt.date.fromisoformat(row["day"])


def _snapshot(plan: Plan, key: Key) -> dict[str, Any]:
    """A day as JSON; `tour` None where there is none. What was called off is not part of it."""
    unit, day = key
    tour = Tour.objects.filter(plan=plan, unit_id=unit, day=day).first()
    names = ("leaves", "back", "km", "break_from", "break_minutes")
    visits = tour.visits.standing().order_by("begins", "id") if tour else []  # type: ignore[attr-defined]
    return {
        "unit": str(unit), "day": day.isoformat(),
        "tour": {name: getattr(tour, name) for name in names} if tour else None,
        "visits": [
            {"id": str(v.pk), "stop": str(v.stop_id), "order": v.order, "state": v.state,
             "published_at": v.published_at.isoformat() if v.published_at else None,
             **{name: getattr(v, name) for name in HOURS}}
            for v in visits
        ],
    }  # fmt: skip


def _clear(plan: Plan, row: dict[str, Any], before: list[dict[str, Any]]) -> None:
    """Take away what the edit had added."""
    known = {visit["id"] for day in before for visit in day["visits"]}
    added = [visit["id"] for visit in row["visits"] if visit["id"] not in known]
    Visit.objects.filter(pk__in=added, tour__plan=plan).delete()


def _restore(plan: Plan, row: dict[str, Any]) -> None:
    if row["tour"] is None:
        return
    unit, day = _key(row)
    tour, _is_new = Tour.objects.update_or_create(
        plan=plan, unit_id=unit, day=day, organization_id=plan.organization_id,
        defaults=row["tour"],
    )  # fmt: skip
    for told in row["visits"]:
        columns = {name: told[name] for name in (*HOURS, "order")}
        Visit.objects.update_or_create(
            pk=UUID(told["id"]), organization_id=plan.organization_id, stop_id=UUID(told["stop"]),
            defaults={"tour": tour, **columns},
            create_defaults={"tour": tour, **columns, "state": told["state"],
                             "published_at": told["published_at"]},
        )  # fmt: skip


def _tell(
    plan: Plan, before: list[dict[str, Any]], after: list[dict[str, Any]], by: Member
) -> None:
    """Stops of which everybody knows another hour than the one that now holds."""
    changed = {stop for stop, _when in _known(before) ^ _known(after)}
    if changed:
        stops = sorted(changed, key=str)
        publishing.changed(organization=plan.organization_id, stops=stops, by=by)


def _known(days: list[dict[str, Any]]) -> set[tuple[UUID, tuple[str, int, int]]]:
    return {
        (UUID(visit["stop"]), (day["day"], visit["opens"], visit["closes"]))
        for day in days for visit in day["visits"] if visit["published_at"]
    }  # fmt: skip
