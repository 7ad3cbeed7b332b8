"""The verbs: build a region."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.db import transaction

from kith.core import clock, events
from kith.region import places
from kith.region.building import drawing, inputs, names, population, steps, streets, transit
from kith.region.building.inputs import Inputs
from kith.region.building.refusals import NoSuchRegion
from kith.region.building.steps import Step, Told
from kith.region.events import RegionBuilt
from kith.region.models import RegionVersion

Watched = Callable[[str], AbstractContextManager[Callable[[int], None]]]
"""Shows a step while it lasts, and may be told how far it is."""


def build(*, given: Inputs, watched: Watched | None = None) -> RegionVersion:
    """Every step that is not there yet, then the version, whole. Safe to run again at any time, and
    after any death: finished steps are kept, and what is built already is only made the current
    one. Two builds of the same at once: the second is refused."""
    digest = inputs.digest(given)
    to = places.folder_of(given.slug, digest)
    with steps.only_one(to.parent):
        if not to.exists():
            at_work = to.with_name(f".{to.name}")
            told = _run(given, at_work, watched or (lambda _words: nullcontext(_nothing)))
            steps.write_whole(at_work / "region.json", json.dumps(told))
            at_work.rename(to)
        told = json.loads((to / "region.json").read_text(encoding="utf-8"))
        version = _keep(given, digest, told)
        for left in to.parent.glob(".*"):  # builds that died and that nobody went on with
            shutil.rmtree(left)
    return version


def _nothing(_count: int) -> None:
    """Nobody watches."""


def _run(given: Inputs, folder: Path, watched: Watched) -> dict[str, Told]:
    folder.mkdir(exist_ok=True)
    told: dict[str, Told] = {}
    today = clock.now().date()
    for name, words in WORDS.items():
        if (name == "transit" and not given.feeds) or (
            name == "population" and not given.population
        ):
            continue
        with watched(words) as advance:
            step = Step(name, _work(name, given, folder, told, today, advance))
            told[name], _was_there = steps.run(folder, step)
    return told


WORDS = {
    "streets": "Reading streets and paths",
    "transit": "Reading timetables",
    "population": "Reading who lives where",
    "names": "Reading what places are called",
    "map": "Drawing the map",
}


def _work(
    name: str, given: Inputs, folder: Path, told: dict[str, Told], today: dt.date, advance: Any
) -> steps.Work:
    if name == "streets":
        return lambda to: streets.build(to, given.extract, advance)
    if name == "transit":
        return lambda to: transit.build(to, given.feeds, folder / "streets", today)
    if name == "population":
        table, bounds = given.population, told["streets"]["bounds"]
        assert table is not None
        return lambda to: population.build(to, table, given.columns, bounds)
    if name == "names":
        return lambda to: names.build(to, given.extract)
    lines = folder / "transit" if given.feeds else None
    return lambda to: drawing.build(to, given.extract, lines, told["streets"]["bounds"])


def _keep(given: Inputs, digest: str, told: dict[str, Told]) -> RegionVersion:
    """The row, and that it is the current one. Two builds of one region never get here at once (see
    `steps.only_one`); a constraint of the database holds it as well."""
    line, people = told.get("transit", {}), told.get("population", {})
    west, south, east, north = told["streets"]["bounds"]
    facts = {
        "name": given.title, "west": west, "south": south, "east": east, "north": north,
        "crossing_count": told["streets"]["crossings"], "link_count": told["streets"]["links"],
        "stop_count": line.get("stops", 0), "trip_count": line.get("trips", 0),
        "area_count": people.get("areas", 0), "population": people.get("total", 0),
        "groups": people.get("groups", []), "feeds": line.get("feeds", []),
        "warnings": _warnings(told), "has_map": told["map"]["map"],
        "attribution": drawing.ATTRIBUTION,
    }  # fmt: skip
    with transaction.atomic():
        others = RegionVersion.objects.filter(slug=given.slug).exclude(digest=digest)
        others.update(is_current=False)
        version, _made = RegionVersion.objects.get_or_create(
            slug=given.slug, digest=digest, defaults=facts
        )
        version.is_current = True
        version.save(update_fields=["is_current"])
        events.publish(RegionBuilt(version.pk))
    return version


def _warnings(told: dict[str, Told]) -> list[dict[str, Any]]:
    """What a reader of results must know, as codes with counts; `words` has the sentences."""
    found: list[dict[str, Any]] = list(told.get("transit", {}).get("findings", []))
    left = told["streets"]["left_out"]
    for code, count in (
        ("islands on foot", left["foot_islands"]), ("islands by car", left["car_islands"]),
        ("cut ways", left["cut"]), ("people outside", told.get("population", {}).get("outside", 0)),
        ("blank counts", told.get("population", {}).get("blank", 0)),
    ):  # fmt: skip
        if count:
            found.append({"feed": "", "trap": code, "count": count, "of": 0, "example": ""})
    if not told["map"]["map"]:
        why = told["map"]["why"]
        found.append({"feed": "", "trap": "no map", "count": 1, "of": 0, "example": why})
    return found


def find(slug: str) -> RegionVersion:
    """The current version of a region; NoSuchRegion."""
    version = RegionVersion.objects.current().filter(slug=slug).first()
    if version is None:
        raise NoSuchRegion
    return version
