"""Minutes from straight lines, where no streets are loaded. An estimate: it knows no river.

Great circle on the mean sphere, lengthened by a detour and divided by a speed. Whoever shows such
a number says that it is an estimate; `kith solve access` warns `crow_fly`.
"""

from dataclasses import dataclass

import numpy as np

from kith.region.rules.catchment.pairs import Floats, Pairs, gather

EARTH_KM = 6371.0088
BLOCK = 2_000_000
"""Pairs at a time: some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class CrowFly:
    """detour: how much longer than the straight line a way is. speed_kmh: on that way."""

    speed_kmh: float = 4.5
    detour: float = 1.3


def minutes(origins: Floats, targets: Floats, how: CrowFly) -> Floats:
    """(origins x targets) minutes. Both are (n x 2): latitude and longitude in degrees."""
    a, b = np.radians(origins)[:, None, :], np.radians(targets)[None, :, :]
    up, along = b[..., 0] - a[..., 0], b[..., 1] - a[..., 1]
    part = np.sin(up / 2) ** 2 + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin(along / 2) ** 2
    kilometres = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(part, 1.0)))
    found: Floats = kilometres * how.detour / how.speed_kmh * 60
    return found


def within(places: Floats, services: Floats, how: CrowFly, most: float) -> Pairs:
    """Pairs of at most `most` minutes, and of each place its nearest service, however far."""
    rows, columns, costs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    step = max(1, BLOCK // max(1, len(services)))
    for low in range(0, len(places) if len(services) else 0, step):
        block = minutes(places[low : low + step], services, how)
        stays = block <= most
        stays[np.arange(len(block)), block.argmin(axis=1)] = True
        row, column = np.nonzero(stays)
        rows.append(row + low)
        columns.append(column)
        costs.append(block[row, column])
    return gather(
        np.concatenate(rows), np.concatenate(columns), np.concatenate(costs),
        len(places), len(services),
    )  # fmt: skip
