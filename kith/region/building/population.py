"""The step that keeps who lives where."""

from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from kith.region.building import store
from kith.region.building.refusals import CannotBuild
from kith.region.building.steps import Told
from kith.region.rules import population
from kith.region.rules.population import Columns

EDGE = 0.02
"""Degrees around the streets that still belong to the region: about two kilometres."""


def build(folder: Path, table: Path, columns: Columns, bounds: list[float]) -> Told:
    """Counts; areas far outside of the streets are kept and counted, all of them are refused."""
    try:
        found = population.read(table, columns)
    except population.Unusable as error:
        raise CannotBuild(str(error)) from error
    west, south, east, north = bounds
    outside = (
        (found.latitude < south - EDGE) | (found.latitude > north + EDGE)
        | (found.longitude < west - EDGE) | (found.longitude > east + EDGE)
    )  # fmt: skip
    if outside.all():
        raise CannotBuild(
            _(
                "Nobody of %(table)s lives on this map: its areas lie around %(place)s, the streets"
                " around %(middle)s. Are latitude and longitude the right way round?"
            )
            % {
                "table": table.name,
                "place": _place(found.latitude, found.longitude),
                "middle": _place(np.array([south, north]), np.array([west, east])),
            }
        )
    store.save(folder, found)
    return {
        "areas": len(found.ids), "total": found.total, "groups": list(found.groups),
        "outside": int(outside.sum()), "blank": found.blank,
    }  # fmt: skip


def _place(latitude: Any, longitude: Any) -> str:
    return f"{latitude.mean():.2f}, {longitude.mean():.2f}"
