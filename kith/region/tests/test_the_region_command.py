"""`kith region`: answers, codes and sentences."""

import json

import pytest

from kith.config.tests.conftest import Kith, kith  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_build_list_and_show(town, ground, kith: Kith) -> None:  # noqa: F811
    files = (ground.extract, *ground.feeds, ground.population)
    built = kith("region", "build", *files, "--name", "Larkhaven", "--json")
    assert built.exit_code == 0
    told = json.loads(built.stdout)
    assert (told["region"], told["stops"], told["version"]) == ("larkhaven", 100, town.digest)
    assert "The timetable names its days one by one." in str(told["warnings"])
    assert json.loads(kith("region", "list", "--json").stdout)[0]["region"] == "larkhaven"
    shown = kith("region", "show", "larkhaven")
    assert "871 crossings, 100 stops" in shown.stdout and "OpenStreetMap" in shown.stdout
    assert json.loads(kith("region", "show", "larkhaven", "--json").stdout) == told


def test_nothing_is_there_yet(kith: Kith) -> None:  # noqa: F811
    assert "No region yet" in kith("region", "list").stdout
    assert json.loads(kith("region", "list", "--json").stdout) == []
    shown = kith("region", "show", "atlantis")
    assert (shown.exit_code, "There is no such region here" in shown.stderr) == (1, True)


def test_a_file_that_is_no_extract_is_1_and_says_so(home, tmp_path, kith: Kith) -> None:  # noqa: F811
    path = tmp_path / "notes.osm.pbf"
    path.write_text("not it")
    answer = kith("region", "build", path, "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"].startswith("notes.osm.pbf is not an OpenStreetMap")


def test_a_file_that_is_not_there_is_said(home, tmp_path, kith: Kith) -> None:  # noqa: F811
    answer = kith("region", "build", tmp_path / "gone.osm.pbf")
    assert (answer.exit_code, "There is no file" in answer.stderr) == (1, True)


def test_a_journey_is_told_leg_by_leg(town, kith: Kith) -> None:  # noqa: F811
    told = kith("region", "journey", "larkhaven", "42.400,-100.900", "42.412,-100.860")
    assert "minutes at the median" in told.stdout and "- Walk" in told.stdout
    answer = json.loads(
        kith(
            "region", "journey", "larkhaven", "42.400,-100.900", "42.430,-100.840", "--hour", "3",
            "--json",
        ).stdout
    )  # fmt: skip
    assert answer == {"minutes": None, "runs": False, "legs": [], "words": []}
    wrong = kith("region", "journey", "larkhaven", "42.4", "42.412,-100.860")
    assert wrong.exit_code == 2 and "start: latitude and longitude" in wrong.stderr
