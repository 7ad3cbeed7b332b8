"""What is wrong with real feeds: each thing is mended or left out, counted, and said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Trap(StrEnum):
    """Something that was met in a feed; `kith.region.words` has the sentences."""

    BLANK_TIMES = "blank times"
    UNTIMED_TRIP = "untimed trip"
    TIME_RUNS_BACK = "time runs back"
    UNREADABLE_TIME = "unreadable time"
    CALENDAR_EXPIRED = "calendar expired"
    CALENDAR_TO_COME = "calendar to come"
    THIN_WEEK = "thin week"
    NO_CALENDAR = "no calendar"
    ONLY_DATES = "only dates"
    NEVER_RUNS = "never runs"
    FREQUENCIES = "frequencies"
    PAST_MIDNIGHT = "past midnight"
    NO_SHAPES = "no shapes"
    OFF_THE_MAP = "off the map"
    NO_PLACE = "no place"
    UNKNOWN_STOP = "unknown stop"
    UNKNOWN_TRIP = "unknown trip"
    LONELY_CALL = "lonely call"
    TWICE = "twice"
    TRANSFERS = "transfers"


@dataclass(frozen=True, slots=True)
class Finding:
    """How often a trap was met, of how many, and one of them."""

    feed: str
    trap: Trap
    count: int
    of: int = 0
    example: str = ""


class Found:
    """Counts what is met while one feed is read."""

    def __init__(self, feed: str) -> None:
        self._feed = feed
        self._counts: Counter[Trap] = Counter()
        self._of: dict[Trap, int] = {}
        self._examples: dict[Trap, str] = {}

    def add(self, trap: Trap, example: object = "", many: int = 1) -> None:
        """Met `many` times; the first example is kept."""
        if many:
            self._counts[trap] += many
            self._examples.setdefault(trap, str(example))

    def of(self, trap: Trap, total: int) -> None:
        """Out of how many."""
        self._of[trap] = total

    def findings(self) -> Iterable[Finding]:
        """In the order of the list above."""
        for trap in Trap:
            if self._counts[trap]:
                yield Finding(
                    self._feed,
                    trap,
                    self._counts[trap],
                    self._of.get(trap, 0),
                    self._examples[trap],
                )
