"""Our engine: RAPTOR over our streets, on every processor."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import searching
from kith.region.rules.streets.searching import Near, Ways
from kith.region.rules.transit import day, journeys, seam, walking
from kith.region.rules.transit.day import Day
from kith.region.rules.transit.journeys import Ground, Journey
from kith.region.rules.transit.schedule import Schedule
from kith.region.rules.transit.seam import Answer, Question, Terms
from kith.region.rules.transit.walking import Stopping

BLOCK = 8


class Own:
    """ways: the streets on foot. One for a region; days and walks are worked out once and kept."""

    name = "kith"

    def __init__(self, ways: Ways, schedule: Schedule, terms: Terms | None = None) -> None:
        self._ways, self._schedule, self._terms = ways, schedule, terms or Terms()
        self._days: dict[int, Day] = {}
        self._last: tuple[Any, tuple[Near, Near, NDArray[np.int32]]] | None = None
        self._egress: tuple[bytes, Near] | None = None

    @cached_property
    def stopping(self) -> Stopping:
        """The stops on the streets."""
        return walking.stopping(self._ways, self._schedule, self._terms.change)

    def travel_times(self, question: Question) -> Answer:
        """ValueError for a question that is none."""
        from kith.region.rules.transit import kernel

        seam.refuse(question)
        terms = self._terms
        access, egress, direct = self._ground(question)
        found = np.empty((3, *direct.shape), np.int32)
        typical = np.empty(direct.shape, np.int32)
        one = (*_plain_day(self._day(question.weekday)), self.lines(question.weekday))
        change = (*_plain(self.stopping.change), self.stopping.least)
        departures = np.array(sorted(set(question.departures), reverse=True), np.int32)
        given = (terms.limit, terms.rides, terms.wait)

        def fill(low: int) -> None:
            high = min(low + BLOCK, len(direct))
            block = np.empty((3, high - low, direct.shape[1]), np.int32)
            kernel.travel_times(
                one, change, _plain(access), _plain(egress), direct, departures, given, low, high,
                block, typical[low:high],
            )  # fmt: skip
            found[:, low:high] = block

        searching.on_all_processors(fill, range(0, len(direct), BLOCK))
        low, median, high = np.where(found == kernel.FAR, np.inf, found).astype(np.float32)
        first, rides = np.divmod(typical, kernel.RIDES)
        return Answer(
            median, low, high, self.name, np.where(typical < 0, -1, first).astype(np.int32),
            np.where(typical < 0, 0, rides).astype(np.int8),
        )  # fmt: skip

    def journeys(self, question: Question) -> list[Journey | None]:
        """Leg by leg from the first origin to the first target, one for each departure."""
        seam.refuse(question)
        access, egress, direct = self._ground(question)
        one = self._day(question.weekday)
        ground = Ground(
            _of_first(access), _of_first(walking.turned(egress, len(question.targets))),
            self.stopping.change, self.stopping.least, int(direct[0, 0]),
        )  # fmt: skip
        return [journeys.find(one, ground, self._terms, at) for at in question.departures]

    def day(self, weekday: int) -> Day:
        """The trips of a weekday, as the search has them."""
        return self._day(weekday)

    def lines(self, weekday: int) -> NDArray[np.int32]:
        """The line of each row of the day: patterns of one name are one line."""
        return self._schedule.line_of[self._day(weekday).pattern]

    def _ground(self, question: Question) -> tuple[Near, Near, NDArray[np.int32]]:
        """What lies between places, stops and streets, whatever the hour. The last answer is kept:
        the same places are asked about for one hour after another."""
        asked = question.origins.tobytes(), question.targets.tobytes()
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._walks(question)
        return self._last[1]

    def _walks(self, question: Question) -> tuple[Near, Near, NDArray[np.int32]]:
        from kith.region.rules.transit import kernel

        ways, stops, terms = self._ways, self.stopping.snapped, self._terms
        origins, targets = ways.snap(*question.origins.T), ways.snap(*question.targets.T)
        key = question.targets.tobytes()
        if self._egress is None or self._egress[0] != key:
            near = searching.near(ways, targets, stops, terms.walk)
            self._egress = key, walking.turned(near, self._schedule.stops)
        walked = searching.times(ways, origins, targets, terms.limit)
        direct: NDArray[np.int32] = np.full(walked.shape, kernel.FAR, np.int32)
        direct[np.isfinite(walked)] = np.ceil(walked[np.isfinite(walked)])
        access = searching.near(ways, origins, stops, terms.walk)
        return access, self._egress[1], direct

    def _day(self, weekday: int) -> Day:
        if weekday not in self._days:
            self._days[weekday] = day.of_week(self._schedule, weekday)
        return self._days[weekday]


def _of_first(near: Near) -> dict[int, int]:
    """What lies near the first of the places: stop -> seconds."""
    pairs = slice(near.first[0], near.first[1])
    return dict(zip(near.which[pairs].tolist(), near.seconds[pairs].tolist(), strict=True))


def _plain(near: Near) -> tuple[Any, ...]:
    return near.first, near.which, near.seconds


def _plain_day(one: Day) -> tuple[Any, ...]:
    return (
        one.first, one.stop, one.board, one.alight, one.trips, one.base, one.arrival, one.departure,
        one.at, one.row, one.position,
    )  # fmt: skip
