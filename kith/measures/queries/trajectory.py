"""A trajectory as it is drawn: points, bands, and the finding in one sentence."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from kith.measures import words
from kith.measures.actions.opening import Step, Trajectory
from kith.measures.rules import chart
from kith.measures.rules.chart import Spot


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a band begins, across the drawing."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart. path: the line through the points, as SVG writes it."""

    trajectory: Trajectory
    first: Step | None
    last: Step | None
    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...]
    path: str
    begins: dt.datetime | None
    ends: dt.datetime | None

    @property
    def verdict(self) -> str:
        """What the last comparable score says against the first; empty where nothing is known."""
        change = self.last.change if self.last else None
        return str(words.VERDICTS[change.verdict]) if change else ""


def drawn(trajectory: Trajectory) -> Drawing:
    """A drawing of one person's scores of one instrument."""
    instrument, steps = trajectory.instrument, trajectory.scored
    low, high = instrument.lowest or Decimal(0), instrument.highest or Decimal(1)
    points = [(step.at, step.result.score) for step in steps if step.result.score is not None]
    spots = chart.spots(points, low, high)
    edges = tuple(
        Edge(chart.height(band.start, low, high), words.label(band.code))
        for band in instrument.bands
    )
    return Drawing(
        trajectory=trajectory,
        first=steps[0] if steps else None,
        last=steps[-1] if steps else None,
        spots=spots,
        edges=edges,
        path=" ".join(f"{'L' if n else 'M'}{spot.x} {spot.y}" for n, spot in enumerate(spots)),
        begins=steps[0].at if steps else None,
        ends=steps[-1].at if steps else None,
    )
