"""One journey, leg by leg, and which one is typical of an hour.

The same rounds as in `kernel` (RAPTOR), for one departure, with what led to each arrival kept; in
plain Python, since nobody asks for a thousand of these. A test holds its minutes to the kernel's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kith.region.rules.transit.day import Day
from kith.region.rules.transit.seam import Terms

FAR = 2**31 - 1
ON_FOOT = -1


@dataclass(frozen=True, slots=True)
class Leg:
    """start, end: stops, -1 at a door. leaves, arrives: seconds since midnight. row: of the day;
    ON_FOOT for a walk."""

    start: int
    end: int
    leaves: int
    arrives: int
    row: int = ON_FOOT


@dataclass(frozen=True, slots=True)
class Journey:
    """leaves: when one is free to go; the first leg begins then."""

    leaves: int
    legs: tuple[Leg, ...]

    @property
    def seconds(self) -> int:
        return self.legs[-1].arrives - self.leaves

    @property
    def rides(self) -> tuple[Leg, ...]:
        return tuple(leg for leg in self.legs if leg.row != ON_FOOT)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the streets say. access, egress: seconds from the door to stops, and from stops to the
    goal. change: from each stop to others. least: seconds to change at a stop. direct: on foot all
    the way; FAR where too far."""

    access: Mapping[int, int]
    egress: Mapping[int, int]
    change: Any
    least: Any
    direct: int


def typical(found: Sequence[Journey | None], lines: Any) -> tuple[Journey, float] | None:
    """Of one journey for each departure: the one in the middle of those that begin with the line
    most of them begin with, and the median seconds over all departures. lines (rows): names.
    None where most departures do not arrive."""
    took = sorted(one.seconds if one else FAR for one in found)
    if not took or (median := took[-(-len(took) // 2) - 1]) == FAR:
        return None
    known = [one for one in found if one is not None]
    first = [lines[one.rides[0].row] if one.rides else ON_FOOT for one in known]
    counts = Counter(first)
    quickest = {
        line: min(one.seconds for one, own in zip(known, first, strict=True) if own == line)
        for line in counts
    }
    most = min(counts, key=lambda line: (-counts[line], quickest[line], line))
    alike = [one for one, line in zip(known, first, strict=True) if line == most]
    ranked = sorted(alike, key=lambda one: (one.seconds, one.leaves))
    return ranked[(len(ranked) - 1) // 2], float(median)


def find(one: Day, ground: Ground, terms: Terms, departure: int) -> Journey | None:
    """The journey that arrives first; of equals, with fewer rides, on foot before all."""
    search = _Search(one, ground, terms, departure)
    search.run()
    return search.best()


class _Search:
    """The labels of one departure. by_foot, by_ride (rounds): stop -> what led there."""

    def __init__(self, one: Day, ground: Ground, terms: Terms, departure: int) -> None:
        self.day, self.ground, self.terms, self.now = one, ground, terms, departure
        self.latest = departure + terms.limit
        stops = len(one.at) - 1
        self.tau = np.full((terms.rides + 1, stops), FAR, np.int64)
        self.rode = np.full((terms.rides + 1, stops), FAR, np.int64)
        self.came: list[dict[int, tuple[int, ...]]] = [{} for _ in range(terms.rides + 1)]
        self.got_off: list[dict[int, tuple[int, ...]]] = [{} for _ in range(terms.rides + 1)]

    def run(self) -> None:
        for stop, seconds in self.ground.access.items():
            if seconds <= self.terms.limit:
                self.tau[0, stop] = self.now + seconds
                self.came[0][stop] = ()
        marked = set(self.came[0])
        for k in range(1, self.terms.rides + 1):
            self.tau[k], self.rode[k] = self.tau[k - 1], self.rode[k - 1]
            off: set[int] = set()
            for row, begin in self._rows(marked).items():
                off |= self._ride(row, begin, k, marked)
            marked = off | self._walk_on(off, k)

    def _rows(self, marked: set[int]) -> dict[int, int]:
        begins: dict[int, int] = {}
        for stop in marked:
            for at in range(self.day.at[stop], self.day.at[stop + 1]):
                row, position = int(self.day.row[at]), int(self.day.position[at])
                begins[row] = min(begins.get(row, position), position)
        return begins

    def _ride(self, row: int, begin: int, k: int, marked: set[int]) -> set[int]:
        """Along one row of trips; where it helped to get off."""
        one, first = self.day, int(self.day.first[row])
        length, base = int(one.first[row + 1]) - first, int(one.base[row])
        arrival, departure = (
            times[base : base + one.trips[row] * length].reshape(-1, length)
            for times in (one.arrival, one.departure)
        )
        trip, boarded, off = len(arrival), -1, set()
        for p in range(begin, length):
            stop = int(one.stop[first + p])
            if trip < len(arrival) and one.alight[first + p]:
                then = int(arrival[trip, p])
                if then < self.rode[k, stop] and then <= self.latest:
                    self.rode[k, stop] = then
                    self.got_off[k][stop] = (row, trip, boarded, p)
                    if then < self.tau[k, stop]:
                        self.tau[k, stop] = then
                        self.came[k][stop] = (stop,)
                    off.add(stop)
            if stop in marked and one.board[first + p]:
                slack = self.terms.wait
                if k > 1:
                    slack = max(slack, int(self.ground.least[stop]))
                caught = int(np.searchsorted(departure[:, p], self.tau[k - 1, stop] + slack))
                if caught < trip:
                    trip, boarded = caught, p
        return off

    def _walk_on(self, off: set[int], k: int) -> set[int]:
        change, better = self.ground.change, set()
        for stop in sorted(off):
            for at in range(change.first[stop], change.first[stop + 1]):
                to, then = int(change.which[at]), int(self.rode[k, stop] + change.seconds[at])
                if then < self.tau[k, to] and then <= self.latest:
                    self.tau[k, to] = then
                    self.came[k][to] = (stop,)
                    better.add(to)
        return better

    def best(self) -> Journey | None:
        soonest, end = self.now + self.ground.direct, (0, -1)
        for k in range(1, self.terms.rides + 1):
            for stop, seconds in self.ground.egress.items():
                if self.rode[k, stop] + seconds < soonest:
                    soonest, end = int(self.rode[k, stop] + seconds), (k, stop)
        if soonest > self.latest:
            return None
        k, stop = end
        legs = [Leg(stop, -1, int(self.rode[k, stop]) if k else self.now, soonest)]
        while k:
            stop, k = self._back(stop, k, legs)
        return Journey(self.now, tuple(legs[::-1]))

    def _back(self, stop: int, k: int, legs: list[Leg]) -> tuple[int, int]:
        """Adds the ride that ended at a stop, and the walk before it; where that began."""
        while stop not in self.got_off[k]:
            k -= 1
        row, trip, boarded, down = self.got_off[k][stop]
        one, length = self.day, int(self.day.first[row + 1] - self.day.first[row])
        base = int(one.base[row]) + trip * length
        on = int(one.stop[one.first[row] + boarded])
        leaves, arrives = int(one.departure[base + boarded]), int(one.arrival[base + down])
        legs.append(Leg(on, stop, leaves, arrives, row))
        k -= 1
        while on not in self.came[k]:
            k -= 1
        before = self.came[k][on]
        if not before:
            legs.append(Leg(-1, on, self.now, int(self.tau[k, on])))
            return -1, 0
        (start,) = before
        if start != on:
            legs.append(Leg(start, on, int(self.rode[k, start]), int(self.tau[k, on])))
        return start, k
