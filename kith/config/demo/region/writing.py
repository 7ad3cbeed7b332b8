"""The ground as files, the same byte for byte each time."""

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kith.config.demo.region import lines, people
from kith.config.demo.region.ground import Ground
from kith.config.demo.region.streets import draw

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The hour of every file in a zip, so that its bytes do not depend on the clock."""


@dataclass(frozen=True, slots=True)
class Files:
    """What `kith region build` takes."""

    extract: Path
    feeds: tuple[Path, ...]
    population: Path


def write(folder: Path, today: dt.date, ground: Ground | None = None) -> Files:
    """Everything into a folder that is there. Files of an earlier writing are replaced."""
    ground = ground or Ground()
    files = Files(
        folder / "larkhaven.osm.pbf",
        (folder / "larkhaven-bus.zip", folder / "larkhaven-tram.zip"),
        folder / "larkhaven-people.csv",
    )
    _write_extract(files.extract, ground)
    for path, feed in zip(
        files.feeds, (lines.bus_feed(ground, today), lines.tram_feed(ground, today)), strict=True
    ):
        write_feed(path, feed)
    rows = list(people.cells(ground))
    files.population.write_text(_table(rows), encoding="utf-8", newline="")
    return files


def _write_extract(path: Path, ground: Ground) -> None:
    import osmium

    drawing = draw(ground)
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(*ground.bounds))
    header.set("generator", "kith demo")
    with osmium.SimpleWriter(str(path), overwrite=True, header=header) as out:
        for number, (latitude, longitude, tags) in enumerate(drawing.nodes, 1):
            out.add_node(osmium.osm.mutable.Node(
                id=number, version=1, location=(longitude, latitude), tags=tags
            ))  # fmt: skip
        for number, (nodes, tags) in enumerate(drawing.ways, 1):
            out.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=nodes, tags=tags))


def write_feed(path: Path, feed: lines.Feed) -> None:
    """A GTFS zip of tables; an empty table is left out."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, rows in feed.items():
            if rows:
                out.writestr(zipfile.ZipInfo(name, ALWAYS), _table(rows), zipfile.ZIP_DEFLATED)


def _table(rows: list[lines.Row]) -> str:
    text = io.StringIO()
    out = csv.DictWriter(text, list(rows[0]), lineterminator="\n", restval="")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue()
