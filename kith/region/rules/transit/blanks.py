"""Stop times that were left out: between two that are known, by the distance along the way."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets.graph import metres_between
from kith.region.rules.transit.feed import BLANK, Calls, Stops

Times = NDArray[np.int32]


def distances(calls: Calls, stops: Stops, rows: slice) -> NDArray[np.float64]:
    """How far along its way each call of one trip lies: as the feed says, or straight between
    stops where it does not say or its numbers do not rise."""
    said = calls.along[rows]
    if np.isfinite(said).all() and (np.diff(said) >= 0).all() and said[-1:] > said[:1]:
        return said
    stop = calls.stop[rows]
    lat, lon = stops.latitude[stop], stops.longitude[stop]
    step = metres_between(lat[:-1], lon[:-1], lat[1:], lon[1:])
    return np.concatenate([[0.0], np.cumsum(step)])


def filled(
    arrival: Times, departure: Times, along: NDArray[np.float64]
) -> tuple[Times, Times] | None:
    """Whole times of one trip; None where its first or last call has none, or time runs back.

    A vehicle does not wait where nobody says so: an interpolated call departs as it arrives.
    """
    if arrival[0] == BLANK or arrival[-1] == BLANK:
        return None
    blank = arrival == BLANK
    if blank.any():
        known = np.nonzero(~blank)[0]
        arrival, departure = arrival.copy(), departure.copy()
        for low, high in pairwise(known):
            part = along[low : high + 1] - along[low]
            share = part / part[-1] if part[-1] > 0 else np.linspace(0, 1, len(part))
            between = departure[low] + share[1:-1] * (arrival[high] - departure[low])
            arrival[low + 1 : high] = departure[low + 1 : high] = np.rint(between)
    runs = (departure >= arrival).all() and (arrival[1:] >= departure[:-1]).all()
    return (arrival, departure) if runs else None
