"""What the loaders of the rooms pass on to each other while the town is told."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from kith.config.progress import Advance


def _nowhere(_count: int) -> None:
    """Nobody watches."""


@dataclass
class Telling:
    """One loading: how large, from which seed, up to which day; and what was put in so far."""

    scale: int
    seed: int
    today: dt.date
    advance: Advance = _nowhere
    needs: dict[str, UUID] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, number: int = 1) -> None:
        """Remember and show."""
        self.counts[what] += number
        self.advance(number)
