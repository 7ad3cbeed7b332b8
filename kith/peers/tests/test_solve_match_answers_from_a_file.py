"""`kith solve match` without a database: the documented example, liberal input, named errors."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kith.config.cli.app import app

DOC = Path(__file__).parents[3] / "docs" / "reference" / "solve.md"


@pytest.fixture
def solve(tmp_path):
    """`solve(instance)` writes the file and runs the command."""

    def run(instance, *options):
        path = tmp_path / "instance.json"
        path.write_text(instance if isinstance(instance, str) else json.dumps(instance))
        return CliRunner().invoke(app, ["solve", "match", str(path), *options])

    return run


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def pairs(result):
    return {one["person"]: one["peer"] for one in answer(result)["assignment"]}


@pytest.mark.skipif(not DOC.exists(), reason="an installed package has no docs")
def test_the_worked_example_of_the_reference(solve):
    given, expected = re.findall(r"```json\n(.*?)```", DOC.read_text(), re.DOTALL)
    found = answer(solve(given))
    assert set(found.pop("seconds")) == {"compiling", "building", "assigning"}
    assert found == json.loads(expected)


def test_a_matrix_alone_is_enough(solve):
    found = answer(solve({"costs": [[4, 1], [2, None]], "capacities": 1}))
    assert (found["objective"], found["bound"]) == (3.0, 3.0)
    assert [(one["person"], one["peer"]) for one in found["assignment"]] == [("0", "1"), ("1", "0")]


@pytest.mark.parametrize(
    "arcs",
    [
        [["a", "x", 4], ["a", "y", 1], ["b", "x", 2]],
        [[0, 0, 4], [0, 1, 1], [1, 0, 2]],
        [{"person": "a", "peer": "x", "cost": 4}, {"person": "a", "peer": "y", "cost": 1},
         {"person": "b", "peer": "x", "cost": 2}],
    ],
)  # fmt: skip
def test_arcs_in_any_of_their_forms(solve, arcs):
    instance = {"people": ["a", "b"], "peers": ["x", "y"], "arcs": arcs}
    assert pairs(solve(instance)) == {"a": "y", "b": "x"}


def test_more_is_better_where_it_says_so(solve):
    found = answer(solve({"costs": [[4, 1], [2, 3]], "sense": "max"}))
    assert (found["objective"], found["bound"]) == (7.0, 7.0)


@pytest.mark.parametrize("capacities", [[2, 0], {"x": 2, "y": 0}])
def test_capacities_by_place_or_by_id(solve, capacities):
    instance = {"peers": ["x", "y"], "costs": [[9, 1], [9, 1]], "capacities": capacities}
    assert pairs(solve(instance)) == {"0": "x", "1": "x"}


def test_places_without_end(solve):
    assert pairs(solve({"costs": [[1], [1]], "capacities": 10**30})) == {"0": "0", "1": "0"}


def test_the_day_somebody_began_to_wait(solve):
    people = [
        {"id": "late", "waiting_since": "2026-05-02"},
        {"id": "early", "waiting_since": "2026-01-01"},
    ]
    assert pairs(solve({"people": people, "peers": 1})) == {"early": "0"}


def test_nobody_matched_is_1(solve):
    assert solve({"people": 2, "peers": 0}).exit_code == 1


def test_nobody_waiting_is_done(solve):
    assert answer(solve({"people": [], "peers": []}))["status"] == "complete"


def test_a_table_for_people(solve):
    shown = solve({"costs": [[4]]}, "--text")
    assert shown.exit_code == 0
    assert "1 of 1 people matched" in shown.stdout


@pytest.mark.parametrize(
    ("instance", "field"),
    [
        ("[1]", "file"),
        ("{nonsense", "instance.json is not JSON"),
        ({"peers": 1}, "people"),
        ({"people": [{"id": "a", "langauges": ["en"]}], "peers": 1}, "people[0].langauges"),
        ({"people": ["a", "a"], "peers": 1}, "people[1].id"),
        ({"people": [{"id": "a", "wishes": ["woman"]}], "peers": 1}, "people[0].wishes[0]"),
        ({"people": [{"id": "a", "waited": "long"}], "peers": 1}, "people[0].waited"),
        ({"people": [{"id": "a", "place": [91, 0]}], "peers": 1}, "people[0].place"),
        ({"people": 1, "peers": [{"id": "x", "capacity": -1}]}, "peers[0].capacity"),
        ({"people": 1, "peers": 2, "costs": [[1]]}, "costs[0]"),
        ({"people": 1, "peers": 1, "costs": [["x"]]}, "costs[0][0]"),
        ('{"costs": [[1, NaN]]}', "costs[0][1]"),
        ({"costs": [[1, True]]}, "costs[0][1]"),
        ({"costs": [[1, 10**400]]}, "costs[0][1]"),
        ({"people": ["a"], "peers": ["x"], "arcs": [["b", "x", 1]]}, "arcs[0].person"),
        ({"people": 1, "peers": 1, "capacities": [1, 2]}, "capacities"),
        ({"people": 1, "peers": 1, "lift": ["love"]}, "lift"),
        ({"people": 1, "peers": 1, "sense": "most"}, "sense"),
    ],
)  # fmt: skip
def test_what_is_unclear_is_2_and_names_the_field(solve, instance, field):
    result = solve(instance)
    assert result.exit_code == 2
    assert field in json.loads(result.stdout)["error"]


def test_minutes_on_the_way_are_a_wish_of_a_file(solve):
    near = {"id": "a", "wishes": [{"minutes": 30}], "minutes": {"x": 45, "y": 30}}
    found = answer(solve({"people": [near], "peers": ["x", "y"]}))["assignment"]
    told = {"code": "wish_minutes", "value": "30", "minutes": "30"}
    assert [(one["peer"], one["cost"], one["reasons"]) for one in found] == [("y", 0.0, [told])]


@pytest.mark.parametrize("minutes", [{"x": -1}, {"x": "soon"}, 25])
def test_minutes_that_cannot_be_are_named(solve, minutes):
    found = solve({"people": [{"id": "a", "minutes": minutes}], "peers": ["x"]})
    assert found.exit_code != 0
    assert "people[0].minutes" in found.output
