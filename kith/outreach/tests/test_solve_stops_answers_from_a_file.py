"""`kith solve stops` without a database: the documented example, its forms, named errors."""

import csv
import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kith.config.cli.app import app

ROOT = Path(__file__).parents[3]
DOC = ROOT / "docs" / "reference" / "solve-stops.md"
PMED = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared")) / "data" / "orlib-pmed"
SMALL = {
    "count": 1, "within": 30,
    "places": [{"id": "a", "population": 100}, {"id": "b", "population": 300, "without_car": 90}],
    "candidates": ["x", "y"],
    "pairs": [["a", "x", 5], ["b", "y", 30], ["b", "x", 48]],
}  # fmt: skip


@pytest.fixture
def solve(tmp_path):
    """`solve(instance)` writes the file and runs the command."""

    def run(instance, *options):
        path = tmp_path / "instance.json"
        path.write_text(instance if isinstance(instance, str) else json.dumps(instance))
        return CliRunner().invoke(app, ["solve", "stops", str(path), *options])

    return run


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def chosen(found):
    return [one["id"] for one in found["stops"]]


@pytest.mark.skipif(not DOC.exists(), reason="an installed package has no docs")
def test_the_worked_example_of_the_reference(solve):
    given, expected = re.findall(r"```json\n(.*?)```", DOC.read_text(), re.DOTALL)
    found = answer(solve(given))
    assert set(found.pop("seconds")) == {"compiling", "choosing", "comparing"}
    assert found == json.loads(expected)


def test_a_stop_is_explained(solve):
    found = answer(solve(SMALL))
    assert (found["objective"], found["bound"], found["status"]) == (300.0, 300.0, "proven")
    assert found["stops"][0]["reasons"] == [
        {"code": "adds", "people": "300"},
        {"code": "of_whom", "group": "without_car", "people": "90", "percent": "30"},
        {"code": "no_other"},
        {"code": "lost_if_gone", "objective": "300"},
        {"code": "replaced", "loses": "200", "by": "x"},
    ]


def test_a_pin_and_a_ban_have_their_price(solve):
    found = answer(solve({**SMALL, "pinned": ["x"]}))
    assert chosen(found) == ["x"]
    assert found["prices"] == [{"id": "x", "is": "pinned", "costs": 200.0, "is_certain": True}]
    found = answer(solve({**SMALL, "banned": ["y"]}))
    assert found["prices"] == [{"id": "y", "is": "banned", "costs": 200.0, "is_certain": True}]


def test_sets_nearly_as_good(solve):
    instance = {
        "count": 1, "within": 10, "places": [{"id": "a", "population": 100}, "b"],
        "candidates": 3, "pairs": [["a", 0, 1], ["b", 0, 1], ["a", 1, 1], ["b", 2, 2]],
    }  # fmt: skip
    found = answer(solve(instance))
    assert chosen(found) == ["0"]
    assert [(one["comes"], one["objective"]) for one in found["alternatives"]] == [(["1"], 100.0)]
    assert answer(solve({**instance, "alternatives": {"percent": 0.5}}))["alternatives"] == []


def test_fewer_are_said_to_be_enough(solve):
    instance = {"count": 2, "within": 9, "places": 2, "candidates": 2, "costs": [[1, 9], [2, 8]]}
    found = answer(solve(instance))
    assert len(found["stops"]) == 1
    assert found["warnings"] == [{"code": "fewer_are_enough", "stops": "1"}]


def test_a_median_counts_care_that_is_there(solve):
    """Place a has care 3 minutes away: nothing is gained by going there."""
    places = [{"id": "a", "population": 100, "care": 3}, {"id": "b", "population": 40}]
    instance = {"problem": "median", "count": 1, "places": places, "candidates": ["x", "y"],
                "costs": [[1, 60], [50, 10]]}  # fmt: skip
    found = answer(solve(instance))
    assert (chosen(found), found["objective"]) == (["y"], 100 * 3 + 40 * 10.0)


def test_a_promise_that_cannot_be_kept_is_refused(solve):
    result = solve({**SMALL, "floors": {"all": 1.0}})
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "No choice: the floors cannot be kept."


def test_a_straight_line_says_that_it_is_an_estimate(solve):
    instance = {"count": 1, "within": 60, "crow_fly": {"speed_kmh": 60},
                "places": [{"id": "a", "place": [0, 0]}],
                "candidates": [{"id": "x", "place": [0.2, 0]}]}  # fmt: skip
    found = answer(solve(instance))
    assert found["estimate"] is True
    assert found["warnings"][0]["code"] == "crow_fly"


TEXT = "4 4 1\n1 2 9\n2 3 1\n3 4 1\n1 2 3\n"


def test_the_text_of_or_library(solve):
    """A path of four; of the edge that stands there twice the last counts."""
    found = answer(solve(TEXT))
    assert (found["objective"], found["status"]) == (6.0, "proven")
    assert chosen(found) in (["2"], ["3"])


@pytest.mark.parametrize("name", ["pmed1", "pmed17", "pmed37"])
@pytest.mark.skipif(not PMED.exists(), reason="the sets of others are not on this machine")
def test_published_optima(solve, name):
    """Up to a second each is reading and shortest paths between hundreds of vertices."""
    with (PMED / "optimal.csv").open() as file:
        optimal = {row["inst"]: float(row["opt"]) for row in csv.DictReader(file)}
    found = answer(solve((PMED / f"{name}.txt").read_text()))
    assert (found["objective"], found["status"]) == (optimal[name], "proven")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"count": 0}, "count: a whole number, 1 or above"),
        ({"count": 3}, "count: only 2 candidates are not banned"),
        ({"pinned": ["x", "y"]}, "pinned: 2 are pinned, and there shall be 1 stops"),
        ({"pinned": ["x"], "banned": ["x"]}, "banned[0]: 'x' is pinned too"),
        ({"banned": ["z"]}, "banned[0]: no candidate is called 'z'"),
        ({"problem": "centre"}, "problem: one of covering, median"),
        ({"problem": "median"}, "within: only for covering"),
        ({"within": -1}, "within: a number, 0 or above"),
        ({"within": None}, "within: a number is needed"),
        ({"pairs": [["a", "x", float("nan")]]}, "pairs[0].cost: a number is needed"),
        ({"pairs": [["a", "x", 1], ["a", "x", 1]]}, "pairs[1]: 'a' and 'x' stand there twice"),
        ({"costs": [[1, 2]]}, "costs: either pairs or costs"),
        ({"places": [{"id": "a", "without_car": 2}, "b"]}, "places[0].without_car: more than"),
        ({"places": [{"id": "a", "groups": {"all": 1}}, "b"]}, "places[0].groups.all: a name"),
        ({"weights": {"poeple": 1}}, "weights.poeple: not a field"),
        ({"left_out": {"near": 9, "far": 5}}, "left_out.far: not below near"),
        ({"floors": {"all": 1.5}}, "floors.all: a part of the group"),
        ({"floors": {"nobody": 0.5}}, "floors.nobody: not a field"),
        ({"max_min": ["nobody"]}, "max_min[0]: no group is called 'nobody'"),
        ({"ceilings": {"all": 3}}, "ceilings: only for median"),
        ({"seconds": 0}, "seconds: a number above 0"),
        ({"gap": 1}, "gap: a part of the objective"),
        ({"colour": "red"}, "file.colour: not a field"),
    ],
)
def test_errors_name_the_field(solve, change, sentence):
    result = solve({**SMALL, **change})
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"].startswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not JSON"),
        ("[]", "file: an object is needed"),
        ("4 4 1\n1 2 9\n", "line 1: 4 edges are announced and 1 are there"),
        ("2 1 3\n1 2 9\n", "line 1: p is between 1 and"),
        ("2 1 1\n1 3 9\n", "line 2: vertices are 1 to 2"),
        ("2 1 1\n1 2\n", "line 2: three whole numbers"),
        ("2 1 1\n1 2 -4\n", "line 2: a length is 0 or above"),
    ],
)
def test_files_that_are_nothing(solve, text, sentence):
    result = solve(text)
    assert result.exit_code == 2
    assert sentence in json.loads(result.stdout)["error"]


def test_nobody_and_nothing(solve):
    result = solve({"count": 1, "within": 5, "places": [], "candidates": [], "pairs": []})
    assert result.exit_code == 2
    found = answer(solve({"count": 1, "within": 5, "places": 0, "candidates": 1, "pairs": []}))
    assert (found["stops"], found["objective"]) == ([], 0.0)
    found = answer(
        solve({"problem": "median", "count": 1, "places": 0, "candidates": 2, "pairs": []})
    )
    assert found["objective"] == 0.0


def test_nobody_has_a_way(solve):
    found = answer(solve({**SMALL, "pairs": []}))
    assert (found["objective"], found["status"], found["stops"]) == (0.0, "proven", [])
    median = {"problem": "median", "count": 1, "places": 2, "candidates": 2, "pairs": []}
    assert answer(solve({**median, "otherwise": 60}))["objective"] == 120.0


def test_tables_for_people(solve):
    result = solve({**SMALL, "pinned": ["x"]}, "--text")
    assert result.exit_code == 0
    assert "What pins and bans cost" in result.stdout
