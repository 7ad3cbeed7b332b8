"""One command from files to a version: whole, told, current, and the same again."""

import json

import pytest
from django.db import IntegrityError, transaction
from pmtiles.reader import MmapSource, Reader

from kith.config.demo.region import writing
from kith.region import actions, places
from kith.region.building import drawing, inputs, steps
from kith.region.building.refusals import AlreadyBuilding, CannotBuild, NoSuchRegion
from kith.region.models import RegionVersion
from kith.region.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_version_tells_what_it_is_made_of(town, given) -> None:
    version = RegionVersion.objects.current().get()
    assert (version.slug, version.name) == ("larkhaven", "Larkhaven")
    assert version.digest == inputs.digest(given) == town.digest
    assert (version.crossing_count, version.link_count) == (871, 1659)
    assert (version.stop_count, version.trip_count) == (100, 1152)
    assert (version.area_count, version.population) == (352, 42746)
    assert version.groups[0] == "population" and "no_car" in version.groups
    assert version.attribution == "© OpenStreetMap contributors (ODbL)"
    assert [feed["week"] for feed in version.feeds] == ["2026-11-16"] * 2
    assert {"blank times", "frequencies", "only dates", "off the map"} <= {
        one["trap"] for one in version.warnings
    }
    assert version.west < -100.9 < version.east and version.south < 42.4 < version.north


def test_the_map_is_of_the_same_extract(town) -> None:
    with town.map_file.open("rb") as file:
        reader = Reader(MmapSource(file))
        layers = {one["id"] for one in reader.metadata()["vector_layers"]}
        header = reader.header()
    assert layers == {"water", "green", "streets", "places", "stops"}
    assert (header["min_zoom"], header["max_zoom"]) == (drawing.LOWEST, drawing.HIGHEST)
    assert header["min_lon_e7"] / 1e7 == pytest.approx(-100.926, abs=0.01)
    assert not list(town.map_file.parent.glob("*.ndjson"))


def test_the_same_again_changes_nothing(town, given) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in town.folder.rglob("*"))
    again = actions.build(given=given)
    assert RegionVersion.objects.get() == again
    assert sorted((path, path.stat().st_mtime_ns) for path in town.folder.rglob("*")) == before


def test_another_set_of_files_becomes_the_current_version(town, ground) -> None:
    only_streets = inputs.sorted_out(ground.extract, [], name="Larkhaven")
    later = actions.build(given=only_streets)
    assert actions.find("larkhaven") == later and later.stop_count == 0
    assert RegionVersion.objects.count() == 2 and town.folder.exists()
    assert actions.build(given=only_streets) == later


def test_killed_half_way_it_goes_on(home, on_that_day, given, monkeypatch) -> None:
    """Whatever dies after a step, the step is not done again; nothing is there before all is."""

    class Killed(BaseException):
        pass

    def die(*_given: object) -> None:
        raise Killed

    done = []
    run = steps.run
    monkeypatch.setattr(steps, "run", lambda *a: done.append((a[1].name, run(*a)[1])) or run(*a))
    monkeypatch.setattr(drawing, "build", die)
    with pytest.raises(Killed):
        actions.build(given=given)
    assert not RegionVersion.objects.exists()
    assert not places.folder_of("larkhaven", inputs.digest(given)).exists()
    monkeypatch.undo()
    found: list[bool] = []
    monkeypatch.setattr(steps, "run", lambda *a: found.append(run(*a)) or found[-1])
    actions.build(given=given)
    assert [was_there for _told, was_there in found] == [True, True, True, True, False]


def test_a_step_that_was_spoiled_is_done_again(home, on_that_day, given, monkeypatch) -> None:
    folder = home / "steps"
    folder.mkdir()
    step = steps.Step("one", lambda to: {"n": (to / "a.txt").write_text("whole")})
    assert steps.run(folder, step) == ({"n": 5}, False)
    assert steps.run(folder, step) == ({"n": 5}, True)
    (folder / "one" / "a.txt").write_text("hal")
    assert steps.run(folder, step) == ({"n": 5}, False)
    (folder / "one.json").write_text("{")
    assert steps.run(folder, step) == ({"n": 5}, False)
    assert (folder / "one" / "a.txt").read_text() == "whole"


def test_two_at_once_are_one_too_many(home, given) -> None:
    with steps.only_one(places.root() / "larkhaven"), pytest.raises(AlreadyBuilding):
        actions.build(given=given)


def test_without_the_program_there_is_no_map_and_it_is_said(
    home, on_that_day, given, monkeypatch
) -> None:
    monkeypatch.setattr(drawing, "find_program", lambda: None)
    version = actions.build(given=given)
    assert not version.has_map and "no map" in [one["trap"] for one in version.warnings]


def test_what_dies_with_a_refusal_leaves_no_version(home, on_that_day, ground, tmp_path) -> None:
    spoiled = tmp_path / "spoiled.zip"
    writing.write_feed(spoiled, {"trips.txt": [{"trip_id": 1}]})
    given = inputs.sorted_out(ground.extract, [spoiled])
    with pytest.raises(CannotBuild, match=r"spoiled\.zip is not a GTFS feed: stops\.txt"):
        actions.build(given=given)
    assert not RegionVersion.objects.exists()
    assert not list(places.root().rglob("region.json"))


def test_people_of_another_place_are_refused(home, on_that_day, ground, tmp_path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,lat,lon,population\na,-100.9,42.4,5\n".replace("-100.9,42.4", "10,20"))
    given = inputs.sorted_out(ground.extract, [table])
    with pytest.raises(CannotBuild, match=r"Nobody of people\.csv lives on this map"):
        actions.build(given=given)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["nothing.zip"], "There is no file"),
        (["a.csv", "b.geojson"], "One table"),
        (["notes.txt"], "neither a timetable"),
    ],
)
def test_files_that_are_nothing_are_refused(ground, tmp_path, names, why) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        if path.name != "nothing.zip":
            path.write_text("")
    with pytest.raises(CannotBuild, match=why):
        inputs.sorted_out(ground.extract, paths)


def test_nobody_knows_a_region_that_is_not_there() -> None:
    with pytest.raises(NoSuchRegion):
        actions.find("atlantis")


@pytest.mark.parametrize(("slug", "digest"), [("../x", "0" * 64), ("x", "../../etc")])
def test_a_name_leads_nowhere_else(slug, digest) -> None:
    with pytest.raises(ValueError, match="letters, digits"):
        places.folder_of(slug, digest)


FACTS = {"slug": "x", "name": "X", "west": 1, "south": 1, "east": 2, "north": 2,
         "crossing_count": 1, "link_count": 1, "attribution": "©"}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"west": 3}, {"north": 91}, {"population": -1}, {"attribution": ""}, {"digest": "a"},
     {"is_current": True}],
)  # fmt: skip
def test_the_database_holds_what_a_version_is(wrong) -> None:
    RegionVersion.objects.create(**FACTS, digest="a", is_current=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionVersion.objects.create(**{**FACTS, "digest": "b", **wrong})


def test_the_ground_is_the_same_each_time(ground, tmp_path) -> None:
    again = writing.write(tmp_path, TODAY)
    for one, other in zip(
        (ground.extract, *ground.feeds, ground.population),
        (again.extract, *again.feeds, again.population), strict=True,
    ):  # fmt: skip
        assert one.read_bytes() == other.read_bytes()


def test_a_title_is_found_in_the_name_of_the_file(tmp_path) -> None:
    for name, title, slug in (
        ("porto-alegre-latest.osm.pbf", "Porto Alegre", "porto-alegre"),
        ("São_Paulo.pbf", "São Paulo", "sao-paulo"), ("日本.osm.pbf", "日本", "region"),
    ):  # fmt: skip
        given = inputs.Inputs(tmp_path / name)
        assert (given.title, given.slug) == (title, slug)


def test_what_it_told_is_kept_beside_it(town) -> None:
    told = json.loads((town.folder / "region.json").read_text())
    assert list(told) == ["streets", "transit", "population", "names", "map"]
    assert told["streets"]["left_out"]["foot_islands"] == 1
