"""What the loaders of the rooms pass on to each other while the town is told."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from kith.config.demo import town
from kith.config.progress import Advance

HUNDRED = 100


def _nowhere(_count: int) -> None:
    """Nobody watches."""


@dataclass
class Telling:
    """One loading: how large, from which seed, up to which moment; and what was put in so far."""

    scale: int
    seed: int
    now: dt.datetime
    needs: dict[str, UUID] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _advance: Advance = _nowhere
    _shown: int = 0

    @property
    def today(self) -> dt.date:
        """The town's own day."""
        return self.now.astimezone(town.ZONE).date()

    def count(self, what: str, number: int = 1) -> None:
        """Remember what was put in."""
        self.counts[what] += number

    def watch(self, advance: Advance) -> None:
        """A new bar, of a hundred parts, begins."""
        self._advance, self._shown = advance, 0

    def reached(self, part: float) -> None:
        """How much of this room is done, from 0 to 1; a bar never goes back."""
        shown = max(self._shown, min(HUNDRED, int(part * HUNDRED)))
        self._advance(shown - self._shown)
        self._shown = shown
