"""Small counts are held back so that nobody can be worked out from them.

Cells of 1 to k are hidden. If what is hidden sums to no more than k, or only one cell is hidden
beside a published total, the next smallest is hidden too. Zeros stay: that nobody is there betrays
nobody.
"""

from collections.abc import Mapping

K = 5


def held_back(counts: Mapping[str, int], k: int = K) -> dict[str, int | None]:
    """The counts of one breakdown whose total is shown; None where a count is held back."""
    hidden = {name for name, count in counts.items() if 1 <= count <= k}
    if hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) <= k):
        rest = [name for name in counts if name not in hidden and counts[name] > 0]
        if rest:
            hidden.add(min(rest, key=lambda name: (counts[name], name)))
    return {name: None if name in hidden else count for name, count in counts.items()}


def small(count: int, k: int = K) -> int | None:
    """A count that stands alone."""
    return None if 1 <= count <= k else count
