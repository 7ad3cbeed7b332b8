"""How long to search, what is told meanwhile, and what comes out."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: of the wall. gap: when to stop, as a part of the objective; 0 for a proof."""

    seconds: float = 60.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far and what nothing can better."""

    phase: str
    seconds: float
    best: float
    bound: float


Told = Callable[[Progress], bool | None]
"""Called now and then. Whoever answers False stops the search and gets the best so far."""


@dataclass(frozen=True, slots=True)
class Choice:
    """stops: indices of candidates, rising. bound: no choice can better it; equals the objective
    where it is proven."""

    stops: tuple[int, ...]
    objective: float
    bound: float
    is_proven: bool
    seconds: float
    branches: int = 0

    @property
    def gap(self) -> float:
        """As a part of the objective, 0 where it is proven."""
        return abs(self.objective - self.bound) / abs(self.objective) if self.objective else 0.0
