"""The van breaks down: the rest of its day goes to others, to another day, or is called off.

Two ways to a proposal. `one_by_one` answers at once: each visit in turn goes where it costs least
and breaks no rule. `by_search` gives the units that are out today to the search of whole weeks,
with what has begun left alone; what finds no place today goes on one by one. `better` compares.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from kith.outreach.board import Board, Key, Slot
from kith.outreach.models import Tour, Unit, Visit
from kith.outreach.rules.tours import replanning
from kith.outreach.rules.tours.problem import Option, Problem, Stop
from kith.outreach.rules.tours.problem import Visit as Call

AHEAD = 14
"""Days in which another place is looked for."""
A_DAY_LATER, AN_HOUR_OFF, CALLED_OFF = 60, 20, 600
"""What waiting, another hour and staying away cost, in minutes of road."""
LATER = 15
"""Minutes by which the units that still run may be off what people were told."""
Solve = Callable[[Problem], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """tour: of the unit that stands, since so many minutes past midnight, and that runs again on
    back_on. units: all of the organisation's."""

    tour: Tour
    since: int
    back_on: dt.date
    units: Mapping[UUID, Unit]

    @property
    def key(self) -> Key:
        return self.tour.unit_id, self.tour.day


@dataclass(frozen=True, slots=True)
class Move:
    """Where a visit goes and how it was; unit None: nowhere, it is called off."""

    visit: Visit
    was: Key
    was_unit: Unit
    was_opens: int
    unit: Unit | None = None
    day: dt.date | None = None
    opens: int = 0

    @property
    def is_new(self) -> bool:
        return self.unit is None or (self.unit.pk, self.day) != self.was or (
            self.opens != self.was_opens
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """stays: what was reached already. minutes, km: more (or fewer) on all days together. tried:
    the plan as it would be; keys: the days that change."""

    stays: list[Visit]
    moves: list[Move]
    minutes: int
    km: float
    keys: list[Key]
    tried: Board

    @property
    def called_off(self) -> list[Move]:
        return [move for move in self.moves if move.unit is None]

    @property
    def price(self) -> float:
        """What `better` compares."""
        found = float(self.minutes)
        for move in self.moves:
            if move.unit is None or move.day is None:
                found += CALLED_OFF
            else:
                found += A_DAY_LATER * (move.day - move.was[1]).days
                found += abs(move.opens - move.was_opens) * AN_HOUR_OFF / 60
        return found

    @property
    def told(self) -> dict[str, Any]:
        """As JSON; `proposed` reads it again."""
        return {"moves": [
            {"visit": str(slot.visit.pk), "unit": str(key[0]), "day": key[1].isoformat(),
             "begins": slot.stay.wanted}
            for key in self.keys for slot in self.tried.slots.get(key, []) if slot.visit
        ], "off": [str(move.visit.pk) for move in self.called_off]}  # fmt: skip


def stood(on: Board) -> str:
    """A digest of all visits of a plan: what was thought out for it does for no other."""
    told = sorted(
        [str(slot.visit.pk), str(key[0]), str(key[1]), slot.stay.wanted, slot.stay.length]
        for key, row in on.slots.items() for slot in row if slot.visit
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def begun(on: Board, case: Case) -> list[Slot]:
    """What the unit had reached before it stood still."""
    slots = on.slots.get(case.key, [])
    return [
        s for s in slots if s.stay.wanted <= case.since or (s.visit and s.visit.state == "done")
    ]


def one_by_one(before: Board, case: Case) -> Proposal:
    """At once."""
    stays = begun(before, case)
    rest = [slot for slot in before.slots.get(case.key, []) if slot not in stays]
    tried = replace(before, slots=before.slots | {case.key: stays})
    return proposed(before, case, _placed(tried, rest, case, 0))


def by_search(before: Board, case: Case, solve: Solve) -> Proposal | None:
    """The units that are out today share the rest of it anew; None where there is none of them."""
    day = (case.tour.day - before.plan.starts_on).days
    keys = [key for key in before.slots if key[1] == case.tour.day and before.slots[key]]
    routes = [before.route(key) for key in keys]
    rest = replanning.rest_of_day(
        before.problem, {"routes": routes}, day=day, now=float(case.since),
        broken=frozenset([str(case.key[0])]),
    )  # fmt: skip
    if not rest.problem.units or not rest.problem.stops:
        return None
    lengths = {slot.stay.place: (key, slot) for key in keys for slot in before.slots[key]}
    stops = tuple(_promised(stop, *lengths[stop.key], case, day) for stop in rest.problem.stops)
    answer = solve(replace(rest.problem, stops=stops))
    if not answer["check"]["kept"]:
        return None
    slots = {place: slot for place, (_key, slot) in lengths.items()}
    kept = {
        key: [s for s in before.slots[key] if s.stay.place in rest.fixed.get(str(key[0]), ())]
        for key in keys
    }
    kept[case.key] = begun(before, case)
    for route in answer["routes"]:
        key = UUID(route["unit"]), case.tour.day
        kept[key] = [*kept.get(key, []), *(_moved(slots, call) for call in route["visits"])]
    left = [slots[row["stop"]] for row in answer["unserved"]]
    tried = replace(before, slots=before.slots | kept)
    for key in kept:
        tried = _as_told(before, tried, key)
    if any(tried.clashes([key]) for key in kept if key != case.key):
        return None
    return proposed(before, case, _placed(tried, left, case, 1))


def _promised(stop: Stop, key: Key, slot: Slot, case: Case, day: int) -> Stop:
    """As long as it was to be; of a unit that runs, at the hour that people know."""
    stay, (option,) = slot.stay, stop.options
    if key != case.key:
        begins = (float(stay.wanted - LATER), float(stay.wanted + LATER))
        option = Option((Call(day, option.visits[0].windows, begins),))
    return replace(
        stop, options=(option,), setup=stay.setup, service=stay.service, packup=stay.packup
    )


def _moved(slots: dict[str, Slot], call: dict[str, Any]) -> Slot:
    slot = slots[call["stop"]]
    return replace(slot, stay=replace(slot.stay, wanted=round(call["begins"])))


def _as_told(before: Board, tried: Board, key: Key) -> Board:
    """Each visit of a day at the very minute that people know, where that breaks no rule: the
    search does not care for some minutes more or less."""
    known = {s.stay.place: s.stay for day, row in before.slots.items() if day[1] == key[1]
             for s in row}  # fmt: skip
    for at, slot in enumerate(tried.slots.get(key, [])):
        row = list(tried.slots[key])
        row[at] = replace(slot, stay=known.get(slot.stay.place, slot.stay))
        told = replace(tried, slots=tried.slots | {key: row})
        if not told.clashes([key]) and not _delays(told, key):
            tried = told
    return tried


def better(one: Proposal, other: Proposal | None) -> Proposal:
    """The cheaper; of equals the first."""
    return one if other is None or one.price <= other.price else other


def again(before: Board, case: Case, told: dict[str, Any]) -> Proposal:
    """A proposal as it was kept, on the board that it was made for."""
    slots = {str(s.visit.pk): s for row in before.slots.values() for s in row if s.visit}
    found: dict[Key, list[Slot]] = {case.key: []}
    touched = {*told["off"], *(row["visit"] for row in told["moves"])}
    for key, row in before.slots.items():
        if any(str(slot.visit.pk) in touched for slot in row if slot.visit):
            found[key] = [s for s in row if not s.visit or str(s.visit.pk) not in touched]
    tried = replace(before, slots=before.slots | found)
    for row in told["moves"]:
        slot = slots[row["visit"]]
        key = UUID(row["unit"]), dt.date.fromisoformat(row["day"])
        tried = tried.put(replace(slot, stay=replace(slot.stay, wanted=row["begins"])), key)
    return proposed(before, case, tried)


def proposed(before: Board, case: Case, tried: Board) -> Proposal:
    """What is different between the two, told visit by visit."""
    keys = [case.key, *(key for key, row in tried.slots.items()
                        if key != case.key and row != before.slots.get(key, []))]  # fmt: skip
    keys += [key for key in before.slots if key not in keys and tried.slots.get(key) is None]
    now = {slot.visit.pk: (key, opens) for key in keys for slot, opens in _opens(tried, key)}
    stays = [slot.visit for slot in begun(before, case) if slot.visit]
    moves = []
    for key in sorted(keys, key=lambda one: (one[1], str(one[0]))):
        for slot, opens in _opens(before, key):
            if slot.visit in stays:
                continue
            there = now.get(slot.visit.pk)
            moves.append(
                Move(slot.visit, key, case.units[key[0]], opens, case.units[there[0][0]],
                     there[0][1], there[1])
                if there else Move(slot.visit, key, case.units[key[0]], opens)
            )  # fmt: skip
    minutes = _minutes(tried, keys) - _minutes(before, keys)
    km = round(sum(map(tried.km, keys)) - sum(map(before.km, keys)), 1)
    return Proposal(stays, moves, minutes, km, keys, tried)


def _placed(tried: Board, rest: Sequence[Slot], case: Case, first: int) -> Board:
    """Each where it costs least, from `first` days after today on; nowhere where all is full."""
    for slot in rest:
        places = _tries(tried, slot, case, first)
        best = min(places, key=lambda one: one[0], default=None)
        if best is not None:
            tried = tried.put(best[2], best[1])
    return tried


def _tries(
    on: Board, slot: Slot, case: Case, first: int
) -> Iterator[tuple[tuple[int, str], Key, Slot]]:
    """Every place that breaks no rule: cost, where, and as which visit."""
    for unit in on.document.fields["units"]:
        for later in range(first, AHEAD + 1):
            day = case.tour.day + dt.timedelta(days=later)
            key = (UUID(unit["id"]), day)
            is_down = key[0] == case.key[0] and day < case.back_on
            if day.isoformat() not in unit["days"] or is_down:
                continue
            earliest = case.since + on.road(unit["id"], slot.stay.place) if later == 0 else 0
            before = on.timed(key)
            for begins in _beginnings(on, key, slot, earliest):
                moved = replace(slot, stay=replace(slot.stay, wanted=begins))
                tried = on.put(moved, key)
                if tried.clashes([key]) or _delays(tried, key):
                    continue
                after = tried.timed(key)
                more = after.back - after.leaves - (before.back - before.leaves)
                off = abs(begins - slot.stay.wanted) * AN_HOUR_OFF // 60
                yield (more + off + later * A_DAY_LATER, f"{key}{begins}"), key, moved


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


def _minutes(on: Board, keys: Sequence[Key]) -> int:
    return sum(day.back - day.leaves for day in map(on.timed, keys))


def _opens(on: Board, key: Key) -> list[tuple[Any, int]]:
    """Visits of a day with the minute their door opens."""
    calls = on.timed(key).calls
    slots = on.slots.get(key, [])
    return [(s, c.opens) for s, c in zip(slots, calls, strict=True) if s.visit]
