"""What the loaders of the rooms pass on to each other while the town is told."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from kith.config.demo import town
from kith.config.progress import Advance


def _nowhere(_count: int) -> None:
    """Nobody watches."""


@dataclass
class Telling:
    """One loading: how large, from which seed, up to which moment; and what was put in so far."""

    scale: int
    seed: int
    now: dt.datetime
    advance: Advance = _nowhere
    needs: dict[str, UUID] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def today(self) -> dt.date:
        """The town's own day."""
        return self.now.astimezone(town.ZONE).date()

    def count(self, what: str, number: int = 1) -> None:
        """Remember and show."""
        self.counts[what] += number
        self.advance(number)
