"""Where the points of a trajectory lie, in the units of the drawing: 500 wide, 260 high.

The names of the bands stand in the margin. Time runs from the left; the good direction is not
turned around, the axis says what it is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LEFT, RIGHT, TOP, BOTTOM = 176.0, 480.0, 30.0, 220.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One point: where it is drawn, and the score it stands for."""

    x: float
    y: float
    score: Decimal


def spots(
    points: Sequence[tuple[dt.datetime, Decimal]], lowest: Decimal, highest: Decimal
) -> tuple[Spot, ...]:
    """Points in order of time. One alone stands in the middle."""
    if not points:
        return ()
    first, last = points[0][0], points[-1][0]
    span = (last - first).total_seconds()

    def x(at: dt.datetime) -> float:
        share = (at - first).total_seconds() / span if span else 0.5
        return round(LEFT + (RIGHT - LEFT) * share, 1)

    return tuple(Spot(x(at), height(score, lowest, highest), score) for at, score in points)


def height(score: Decimal, lowest: Decimal, highest: Decimal) -> float:
    """How far from the top a score is drawn."""
    share = float((score - lowest) / (highest - lowest))
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)
