"""The step that makes the street graph."""

from dataclasses import asdict
from pathlib import Path

from kith.region.building import store
from kith.region.building.refusals import CannotBuild
from kith.region.building.steps import Told
from kith.region.rules.streets import graph, reading


def build(folder: Path, extract: Path, told: reading.Told | None = None) -> Told:
    """Bounds and counts."""
    try:
        streets, left_out = graph.lay_out(reading.read(extract, told))
    except reading.NotAnExtract as error:
        raise CannotBuild(str(error)) from error
    store.save(folder, streets)
    west, south, east, north = streets.bounds
    return {
        "bounds": [west, south, east, north], "crossings": streets.nodes, "links": streets.links,
        "kilometres": round(float(streets.metres.sum()) / 1000, 1), "left_out": asdict(left_out),
    }  # fmt: skip
