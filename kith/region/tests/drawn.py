"""Streets drawn in a test, as OpenStreetMap XML: a node every hundredth of a degree or so."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from kith.region.rules.streets import graph, reading
from kith.region.rules.streets.graph import LeftOut, Streets

Place = tuple[float, float]
Way = tuple[Sequence[int], Mapping[str, str]]


def write(
    path: Path, places: Mapping[int, Place], ways: Sequence[Way],
    tags: Mapping[int, Mapping[str, str]] | None = None,
) -> Path:  # fmt: skip
    """An `.osm` file: places by id, ways as ids with tags, tags of nodes."""
    lines = ['<osm version="0.6">']
    for node, (lat, lon) in sorted(places.items()):
        inside = _tags((tags or {}).get(node, {}))
        lines.append(f'<node id="{node}" version="1" lat="{lat}" lon="{lon}">{inside}</node>')
    for number, (nodes, said) in enumerate(ways, 1):
        refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
        lines.append(f'<way id="{number}" version="1">{refs}{_tags(said)}</way>')
    path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
    return path


def streets(
    folder: Path, places: Mapping[int, Place], ways: Sequence[Way],
    tags: Mapping[int, Mapping[str, str]] | None = None,
) -> tuple[Streets, LeftOut]:  # fmt: skip
    """The same, read and laid out."""
    return graph.lay_out(reading.read(write(folder / "drawn.osm", places, ways, tags)))


def at(*places: Place) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes."""
    rows = np.array(places, float).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def _tags(said: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in said.items())


def as_pbf(path: Path) -> Path:
    """The same drawing as `.osm.pbf`, for readers that know nothing else."""
    import osmium

    to = path.with_suffix(".osm.pbf")
    with osmium.SimpleWriter(str(to), overwrite=True) as out:
        for thing in osmium.FileProcessor(str(path)):
            out.add(thing)
    return to
