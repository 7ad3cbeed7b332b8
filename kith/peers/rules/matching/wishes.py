"""Ranked preferences as a cost between 0 (all kept) and 100 (none), and as reasons.

The first wish weighs more than all later ones together (1/2, 1/4, 1/8, ... of the whole, scaled to
sum to 100), and everybody's list weighs the same, however long it is. A list is cut after its
twelfth wish, beyond which weights no longer matter.
"""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from kith.core.sources import Reason
from kith.peers.rules.matching.instance import Peer, Person, Place, Wish

Floats = NDArray[np.float64]
LONGEST = 12
EARTH_KM = 6371.0088


def weights(length: int) -> list[float]:
    """Of the first `length` wishes; they sum to 100."""
    raw = [0.5**rank for rank in range(1, min(length, LONGEST) + 1)]
    return [100 * weight / sum(raw) for weight in raw]


def costs(people: Sequence[Person], peers: Sequence[Peer]) -> Floats:
    """(people x peers) the weight of the wishes that would not be kept."""
    found = np.zeros((len(people), len(peers)))
    missed: dict[tuple[Wish, int], Floats] = {}
    for row, person in enumerate(people):
        for wish, weight in zip(person.wishes, weights(len(person.wishes)), strict=False):
            if wish.kind == "near":  # depends on where this person is
                found[row] += weight * _missed(wish, person, peers)
                continue
            # Those who set out from one place share one mapping of ways.
            alike = (wish, id(person.ways) if wish.kind == "minutes" else 0)
            if alike not in missed:
                missed[alike] = _missed(wish, person, peers)
            found[row] += weight * missed[alike]
    return found


def is_kept(wish: Wish, person: Person, peer: Peer) -> bool:
    """Whether this peer is what the person wished for."""
    if wish.kind == "language":
        return wish.value in peer.languages
    if wish.kind == "peer":
        return wish.value == peer.key
    if wish.kind == "near":
        return _is_near(wish, person.place, peer.place)
    if wish.kind == "minutes":
        way = person.ways.get(peer.key)
        return way is not None and way.minutes <= float(wish.value)
    return wish.value in peer.traits.get(wish.kind, ())


def reasons(person: Person, peer: Peer) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Wishes kept and wishes missed, in the person's order; then how long the way is, where it is
    known and nothing was wished about it."""
    kept: list[Reason] = []
    missed: list[Reason] = []
    for wish in person.wishes:
        values = {"value": wish.value}
        if wish.kind == "minutes":
            values |= _told(person, peer)
        if is_kept(wish, person, peer):
            kept.append(Reason(f"wish_{wish.kind}", values))
        else:
            missed.append(Reason(f"missed_{wish.kind}", values))
    if peer.key in person.ways and all(wish.kind != "minutes" for wish in person.wishes):
        kept.append(Reason("told_minutes", _told(person, peer)))
    return tuple(kept), tuple(missed)


def _told(person: Person, peer: Peer) -> dict[str, str]:
    """Minutes and what else is known of the way; nothing where nothing is."""
    way = person.ways.get(peer.key)
    return {**way.told, "minutes": f"{way.minutes:g}"} if way else {}


def kilometres(a: Place, b: Place) -> float:
    """Great circle on the mean sphere (haversine); good to half a per cent."""
    up, along = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    part = sin(up / 2) ** 2
    part += cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(along / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(part)))


def _missed(wish: Wish, person: Person, peers: Sequence[Peer]) -> Floats:
    return np.array([not is_kept(wish, person, peer) for peer in peers], np.float64)


def _is_near(wish: Wish, a: Place | None, b: Place | None) -> bool:
    """Unknown is not near: the page says that it is not known."""
    return a is not None and b is not None and kilometres(a, b) <= float(wish.value)
