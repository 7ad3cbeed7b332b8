"""The tours of a plan laid out, so that somebody may try a change before it is kept.

Nothing here writes. `actions.edits` keeps what was tried, `actions.rescue` tries many.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from uuid import UUID

from kith.outreach import documents
from kith.outreach.models import Plan, Stop, Tour, Visit
from kith.outreach.rules import day as days
from kith.outreach.rules.day import Rest, Stay, Timed
from kith.outreach.rules.tours import checking, reading
from kith.outreach.rules.tours.problem import Problem

Key = tuple[UUID, dt.date]
"""A unit and a day."""
A_MINUTE = 1.0
"""Times are kept in whole minutes: what is off by less is not off."""
OF_SAFETY = frozenset(
    ["not_ready", "unit_unavailable", "twice_a_day", "day_too_long", "no_break", "break_time",
     "range", "back_too_late"]
)  # fmt: skip
"""Rules that are kept whatever the reason: permits and hosts, crews, rest, a tank that lasts."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A visit as it is tried. visit: None where it is new."""

    stop: Stop
    stay: Stay
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A rule that is not kept. by: minutes, or kilometres of a tank."""

    code: str
    stop: str = ""
    by: int = 0
    day: str = ""

    @property
    def is_hard(self) -> bool:
        return self.code in OF_SAFETY

    @property
    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"code": self.code, "stop": self.stop, "by": self.by, "day": self.day}


@dataclass
class Board:
    """slots: the visits that stand, by unit and day, in the order in which they begin."""

    plan: Plan
    document: documents.Document
    problem: Problem
    slots: dict[Key, list[Slot]]
    tours: dict[Key, Tour]
    names: dict[str, str] = field(default_factory=dict)

    def timed(self, key: Key) -> Timed:
        """A day with its hours, as it is tried."""
        unit, day = key
        fields = self._unit(unit)
        slots = self.slots.get(key, [])
        shift = _shift_of(fields, day) if fields else None
        rest = (shift or {}).get("break")
        pause = Rest(rest["minutes"], rest["from"], rest["to"]) if rest else None
        opens = shift["hours"][0] if shift else 0
        return days.timed(str(unit), [slot.stay for slot in slots], self.road, pause, opens)

    def _unit(self, unit: UUID) -> dict[str, Any] | None:
        return next((u for u in self.document.fields["units"] if u["id"] == str(unit)), None)

    def road(self, here: str, there: str) -> int:
        """Minutes from place to place."""
        places = self.document.fields["places"]
        if here not in places or there not in places:
            return 0
        return int(self.document.fields["minutes"][places.index(here)][places.index(there)])

    def km(self, key: Key) -> float:
        """Kilometres of a day."""
        stops = [slot.stay.place for slot in self.slots.get(key, [])]
        places, km = self.document.fields["places"], self.document.fields["km"]
        path = [str(key[0]), *stops, str(key[0])] if stops else []
        return sum(
            km[places.index(a)][places.index(b)]
            for a, b in pairwise(path) if a in places and b in places
        )  # fmt: skip

    def clashes(self, keys: Iterable[Key]) -> list[Clash]:
        """What is not kept on these days, each once."""
        found: dict[tuple[str, str, str], Clash] = {}
        for key in keys:
            if self.slots.get(key):
                for clash in self._of_day(key):
                    found.setdefault((clash.code, clash.stop, clash.day), clash)
        return sorted(found.values(), key=lambda c: (not c.is_hard, c.day, c.code, c.stop))

    def _of_day(self, key: Key) -> list[Clash]:
        timed, slots = self.timed(key), self.slots[key]
        day = key[1].isoformat()
        answer = {"routes": [self.route(key)], "unserved": [], "objective": 0.0}
        found = [
            Clash(v.code, self._stop_in(v.where), round(v.by), day)
            for v in checking.check(self.problem, answer).violations
            if v.code not in ("pattern", "hours", "cost") and not 0 < v.by <= A_MINUTE
        ]
        told = {stop["id"]: stop for stop in self.document.fields["stops"]}
        for slot, call in zip(slots, timed.calls, strict=True):
            fields = told.get(slot.stay.place, {})
            if not _is_ready(fields, key[1]):
                found.append(Clash("not_ready", slot.stop.name, 0, day))
            if by := _outside(fields.get("hours"), call.begins, call.leaves):
                found.append(Clash("hours", slot.stop.name, by, day))
        return found

    def route(self, key: Key) -> dict[str, Any]:
        """A day as an answer of the search has it."""
        slots, timed = self.slots[key], self.timed(key)
        tour = Tour(
            unit_id=key[0], day=key[1], leaves=timed.leaves, back=timed.back,
            break_from=timed.break_from, break_minutes=self._break_minutes(key),
        )  # fmt: skip
        visits = [
            Visit(tour=tour, stop=slot.stop, order=k, **hours_of(call))
            for k, (slot, call) in enumerate(zip(slots, timed.calls, strict=True))
        ]
        return documents.route_of(self.plan, tour, visits)

    def _break_minutes(self, key: Key) -> int:
        fields = self._unit(key[0])
        rest = (_shift_of(fields, key[1]) or {}).get("break") if fields else None
        return rest["minutes"] if rest else 0

    def break_minutes(self, key: Key, timed: Timed) -> int:
        return 0 if timed.break_from is None else self._break_minutes(key)

    def _stop_in(self, where: str) -> str:
        return self.names.get(where.partition(",")[0], "") if "," in where else ""

    def weekdays_kept(self, stop: Stop) -> bool:
        """Whether a stop's visits lie as one of its wishes has them."""
        wanted = next((s for s in self.problem.stops if s.key == str(stop.pk)), None)
        has = {
            (day - self.plan.starts_on).days
            for (_unit, day), slots in self.slots.items() if any(s.stop == stop for s in slots)
        }  # fmt: skip
        wished = self.plan.wishes.filter(stop=stop).exists()
        if wanted is None or not wished:
            return True
        return any({visit.day for visit in option.visits} == has for option in wanted.options)

    def without(self, visit: Visit) -> "Board":
        """The same with one visit less."""
        slots = {
            key: [slot for slot in row if slot.visit is None or slot.visit.pk != visit.pk]
            for key, row in self.slots.items()
        }
        return replace(self, slots=slots)

    def put(self, slot: Slot, key: Key) -> "Board":
        """The same with one visit more, in the order of the wanted hours."""
        row = sorted([*self.slots.get(key, []), slot], key=lambda one: one.stay.wanted)
        return replace(self, slots=self.slots | {key: row})

    def stay_of(self, stop: Stop, service: int, opens: int) -> Stay:
        """So many minutes at a stop with the door open from a moment on."""
        told = {one["id"]: one for one in self.document.fields["stops"]}.get(str(stop.pk), {})
        setup, packup = told.get("setup", 0), told.get("packup", 0)
        return Stay(str(stop.pk), setup, service, packup, max(0, opens - setup))


def hours_of(call: days.Call) -> dict[str, int]:
    """The columns of a visit."""
    return {
        "arrives": call.arrives, "begins": call.begins, "opens": call.opens,
        "closes": call.closes, "leaves": call.leaves,
    }  # fmt: skip


def board(plan: Plan, *, also: Sequence[Stop] = ()) -> Board:
    """As the plan stands; `also`: stops that somebody thinks of adding."""
    tours = list(plan.tours.select_related("unit"))
    visits = Visit.objects.filter(tour__plan=plan).standing()  # type: ignore[attr-defined]
    rows = list(visits.select_related("stop").prefetch_related("stop__agreements"))
    document = documents.document(plan, also=[*also, *{v.stop_id: v.stop for v in rows}.values()])
    keys = {tour.pk: (tour.unit_id, tour.day) for tour in tours}
    slots: dict[Key, list[Slot]] = {}
    for visit in sorted(rows, key=lambda one: (one.begins, one.order)):
        stay = Stay(
            str(visit.stop_id), visit.opens - visit.begins, visit.closes - visit.opens,
            visit.leaves - visit.closes, visit.begins,
        )  # fmt: skip
        slots.setdefault(keys[visit.tour_id], []).append(Slot(visit.stop, stay, visit))
    names = {str(v.stop_id): v.stop.name for v in rows} | {str(s.pk): s.name for s in also}
    return Board(
        plan, document, reading.read(document.fields), slots,
        {keys[tour.pk]: tour for tour in tours}, names,
    )  # fmt: skip


def _shift_of(unit: dict[str, Any], day: dt.date) -> dict[str, Any] | None:
    if day.isoformat() not in unit["days"]:
        return None
    name = documents.WEEKDAYS[day.weekday()]
    return next((shift for shift in unit["shifts"] if name in shift["days"]), None)


def _is_ready(stop: dict[str, Any], day: dt.date) -> bool:
    told = day.isoformat()
    return told in stop.get("days", ()) and told not in stop.get("closed", ())


def _outside(hours: Sequence[int] | None, begins: int, leaves: int) -> int:
    """By how many minutes a stay misses the host's hours."""
    if not hours:
        return 0
    return max(0, hours[0] - begins, leaves - hours[1])
