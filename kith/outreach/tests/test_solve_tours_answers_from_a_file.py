"""`kith solve tours` without a database: the documented example, both formats, named errors."""

import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kith.config.cli.app import app
from kith.outreach.tests import weeks

ROOT = Path(__file__).parents[3]
DOC = ROOT / "docs" / "reference" / "solve-tours.md"
SHARED = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared")) / "data" / "pvrp"
WEEK = weeks.week({"a": (10, 0), "b": (10, 10)}, [weeks.stop("a"), weeks.stop("b")], [weeks.van()])


@pytest.fixture
def solve(tmp_path):
    """`solve(instance)` writes the file and runs the command."""

    def run(instance, *options):
        path = tmp_path / "instance"
        path.write_text(instance if isinstance(instance, str) else json.dumps(instance))
        return CliRunner().invoke(app, ["solve", "tours", str(path), "--steps", "300", *options])

    return run


@pytest.mark.skipif(not DOC.exists(), reason="an installed package has no docs")
def test_the_worked_example_of_the_reference(solve):
    given, expected = re.findall(r"```json\n(.*?)```", DOC.read_text(), re.DOTALL)
    result = solve(given)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found.pop("search")["steps"] == 300
    assert found == json.loads(expected)


def test_cordeaus_text(solve):
    result = solve(weeks.cordeau([(3, 4, 0, 1, 1, [1, 2]), (6, 8, 0, 1, 2, [3])]))
    found = json.loads(result.stdout)
    assert (found["status"], found["objective"]) == ("complete", 40.0)
    assert found["check"] == {"kept": True, "cost": 40.0, "violations": []}


def test_tables_for_people(solve):
    result = solve(WEEK, "--text")
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert "2 of 2 stops served. Objective 34.14, bound 34.14; every rule kept." in told


def test_the_rest_of_a_day(solve, tmp_path):
    earlier = tmp_path / "answer.json"
    earlier.write_text(solve(WEEK).stdout)
    day = json.loads(earlier.read_text())["routes"][0]["day"]
    rest = ("--rest-of", str(earlier), "--day", str(day), "--now", "07:00", "--broken", "van")
    found = json.loads(solve(WEEK, *rest).stdout)
    assert found["fixed"] == {"van": []}
    assert found["served"] == 0
    earlier.write_text("[]")
    assert "no answer of this command" in solve(WEEK, *rest).stdout


def test_nobody_served_is_told_by_the_exit_code(solve):
    result = solve({**WEEK, "stops": [weeks.stop("a", skills=["nurse"])]})
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == "none"


@pytest.mark.parametrize(
    ("instance", "sentence"),
    [
        ("{", "is not JSON"),
        ("[]", "file: an object is needed"),
        ({}, "days: this field is needed"),
        ({**WEEK, "days": 0}, "days: "),
        ({**WEEK, "days": 1e9}, "days: not more than 400"),
        ({**WEEK, "vans": 1}, "file.vans: "),
        ({**WEEK, "speed": 0}, "speed: "),
        ({**WEEK, "minutes": [[0]]}, "minutes: a matrix with one row"),
        ({**WEEK, "km": [[0, 1, None], [1, 0, 1], [1, 1, 0]]}, "km: a number for every pair"),
        ({**WEEK, "stops": [weeks.stop("z")]}, "stops[0].place: no place is called 'z'"),
        ({**WEEK, "stops": [weeks.stop("a", service=-1)]}, "stops[0].service: "),
        ({**WEEK, "stops": [weeks.stop("a", service=float("nan"))]}, "stops[0].service: "),
        ({**WEEK, "stops": [weeks.stop("a", skill="nurse")]}, "stops[0].skill: "),
        ({**WEEK, "stops": [weeks.stop("a", hours=["9", "10:00"])]}, "stops[0].hours[0][0]: "),
        ({**WEEK, "stops": [weeks.stop("a", hours=["11:00", "10:00"])]}, "stops[0].hours[0]: "),
        ({**WEEK, "stops": [weeks.stop("a", patterns=[[9]])]}, "stops[0].patterns[0][0]: "),
        ({**WEEK, "stops": [weeks.stop("a", patterns=[["2026-03-02"]])]}, "dates need starts_on"),
        ({**WEEK, "stops": [weeks.stop("a", visits=1, per_week=1)]}, "stops[0]: one of"),
        ({**WEEK, "stops": [weeks.stop("a", units=["bus"])]}, "stops[0].units: no unit"),
        ({**WEEK, "stops": [weeks.stop("a"), weeks.stop("a")]}, "stops[1].id: "),
        ({**WEEK, "units": [weeks.van(home="moon")]}, "units[0].home: "),
        ({**WEEK, "units": [weeks.van(calendar="term")]}, "units[0].calendar: "),
        ({**WEEK, "regularity": {"weekday": "soft"}}, "regularity.weekday: "),
        ("", "line 1: type"),
        ("1 1 1 2\n0 0\n0 0\n0 0 0 0 0 0 0\n1 x 0 0 1 1 1 1\n", "line 5: only numbers"),
        ("1 1 1 2\n0 0\n0 0\n0 0 0 0 0 0 0\n1 1 0 0 1 1 1 4\n", "line 5: pattern 4"),
        ("1 1 1 2\n0 0\n0 0\n0 0 0 0 0 0 0\n1 1 nan 0 1 1 1 1\n", "line 5: every number"),
        ("1 1 1 2\n0 0\n0 0\n0 0 0 0 0 0 0\n1 1 0 0 1 1 9 1\n", "line 5: 9 patterns"),
        ("3 1 1 2\n0 0\n0 0\n", "line 1: type 3"),
    ],
)
def test_bad_input_gets_one_sentence_that_names_the_field(solve, instance, sentence):
    result = solve(instance)
    assert result.exit_code == 2
    assert sentence in json.loads(result.stdout)["error"]


@pytest.mark.skipif(not SHARED.exists(), reason="the sets of others are not on this machine")
def test_a_published_instance(tmp_path):
    result = CliRunner().invoke(app, ["solve", "tours", str(SHARED / "p14"), "--steps", "20000"])
    found = json.loads(result.stdout)
    assert found["check"]["kept"]
    assert found["objective"] == pytest.approx(954.81, abs=0.01)
