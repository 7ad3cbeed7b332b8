"""How many of those who could have answered did. Shown beside every outcome: an average of the few
who came back says little about the many who did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    done: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None where nobody was there to answer: no share of nothing."""
        return Fraction(self.done, self.of) if self.of else None

    @property
    def percent(self) -> int | None:
        """Whole percent, half up."""
        share = self.share
        return None if share is None else int(share * 100 + Fraction(1, 2))


def follow_up(counts: Iterable[int]) -> Rate:
    """Of the people who answered once, how many answered again. One number of times a person."""
    began = [count for count in counts if count > 0]
    return Rate(sum(count > 1 for count in began), len(began))
