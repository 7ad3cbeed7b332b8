"""The links of one means of travel as compressed rows, the form a search runs on."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets.graph import CLOSED, Ints, Streets


class Means(StrEnum):
    """How one gets there."""

    FOOT = "foot"
    CAR = "car"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True)
class Network:
    """first (nodes + 1); head (arcs): where to; ticks (arcs): how long, 0 and above.

    ahead, back (links): ticks along each link and against it, CLOSED where not allowed.
    """

    first: NDArray[np.int64]
    head: Ints
    ticks: Ints
    ahead: Ints
    back: Ints

    @property
    def nodes(self) -> int:
        return len(self.first) - 1


def network(streets: Streets, means: Means, *, is_reversed: bool = False) -> Network:
    """`is_reversed`: every street the other way, to search from where somebody wants to arrive.

    All arrays are new: mapped ones cannot be written, and would be compiled for once more.
    """
    ahead, back = (
        (streets.forward, streets.backward) if means is Means.CAR else (streets.foot, streets.foot)
    )
    if is_reversed:
        ahead, back = back, ahead
    goes, comes = ahead != CLOSED, back != CLOSED
    tail = np.concatenate([streets.start[goes], streets.end[comes]])
    head = np.concatenate([streets.end[goes], streets.start[comes]])
    ticks = np.concatenate([ahead[goes], back[comes]])
    order = np.argsort(tail, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=streets.nodes))])
    return Network(
        first.astype(np.int64), head[order].astype(np.int32), ticks[order].astype(np.int32),
        np.array(ahead, np.int32), np.array(back, np.int32),
    )  # fmt: skip
