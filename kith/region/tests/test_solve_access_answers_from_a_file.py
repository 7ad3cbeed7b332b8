"""`kith solve access` without a database: the documented example, its forms, named errors."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kith.config.cli.app import app

DOC = Path(__file__).parents[3] / "docs" / "reference" / "solve-access.md"
SMALL = {
    "places": [{"id": "a", "population": 100}, {"id": "b", "population": 300}],
    "services": [{"id": "x", "capacity": 8}],
    "pairs": [["a", "x", 5], ["b", "x", 30]],
    "catchment": 30,
}


@pytest.fixture
def solve(tmp_path):
    """`solve(instance)` writes the file and runs the command."""

    def run(instance, *options):
        path = tmp_path / "instance.json"
        path.write_text(instance if isinstance(instance, str) else json.dumps(instance))
        return CliRunner().invoke(app, ["solve", "access", str(path), *options])

    return run


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.skipif(not DOC.exists(), reason="an installed package has no docs")
def test_the_worked_example_of_the_reference(solve):
    given, expected = re.findall(r"```json\n(.*?)```", DOC.read_text(), re.DOTALL)
    found = answer(solve(given))
    assert set(found.pop("seconds")) == {"compiling", "scoring"}
    assert found == json.loads(expected)


def test_plain_two_steps(solve):
    found = answer(solve(SMALL))
    assert (found["method"], found["scores"]) == ("2sfca", {"a": 0.02, "b": 0.02})
    assert found["shares"] == {"x": {"share": 0.02, "comes": 400.0}}


@pytest.mark.parametrize(
    "change",
    [
        {"pairs": [{"place": "a", "service": "x", "cost": 5}, ["b", 0, 30]]},
        {"pairs": {"foot": [["a", "x", 5], ["b", "x", 99]], "bus": [["b", "x", 30]]}},
        {"bands": {"30": 1}}, {"bands": [[10, 1], [30, 1]]},
    ],
)  # fmt: skip
def test_the_same_in_other_forms(solve, change):
    assert answer(solve({**SMALL, **change}))["scores"] == {"a": 0.02, "b": 0.02}


def test_a_matrix_with_holes(solve):
    found = answer(solve({"places": 2, "services": 1, "costs": [[5], [None]], "catchment": 30}))
    assert found["scores"] == {"0": 1.0, "1": 0.0}
    assert found["worst"][0]["reasons"] == [{"code": "no_way_to_any_service"}]


def test_a_straight_line_says_that_it_is_an_estimate(solve):
    """One degree of latitude is 111.2 km: 1.3 times that at 60 km/h are 144.6 minutes."""
    instance = {
        "places": [{"id": "a", "place": [0, 0]}], "services": [{"id": "x", "place": [1, 0]}],
        "crow_fly": {"speed_kmh": 60}, "catchment": 60,
    }  # fmt: skip
    result = solve(instance)
    assert result.exit_code == 1  # nothing in reach
    found = json.loads(result.stdout)
    assert found["estimate"] is True
    assert found["warnings"][0] == {"code": "crow_fly", "speed_kmh": "60", "detour": "1.3"}
    nearest = found["worst"][0]["reasons"][1]
    assert nearest == {"code": "nearest", "service": "x", "cost": "144.554"}
    assert answer(solve({**instance, "catchment": 145}))["scores"] == {"a": 1.0}


def test_what_a_plan_takes_away_is_told(solve):
    plan = {"remove": ["x"], "add": [{"id": "y", "capacity": 6}], "pairs": [["b", "y", 1]]}
    change = answer(solve({**SMALL, "plan": plan}))["plan"]["change"][0]
    assert change == {
        "name": "all", "people": 400.0, "before": 0.02, "after": 0.015, "newly_inside": 0.0,
        "no_longer": 100.0, "better": 0.0, "worse": 100.0,
    }  # fmt: skip


def test_a_planned_service_takes_nobody_before_it_is_there(solve):
    """With a choice between services, one that is only planned must not draw people away."""
    plan = {"add": ["y"], "pairs": [["a", "y", 1]]}
    found = answer(solve({**SMALL, "method": "3sfca", "bands": {"30": 1}, "plan": plan}))
    assert found["scores"] == {"a": 0.02, "b": 0.02}
    assert found["plan"]["scores"]["a"] > 0.02


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pairs": [["a", "x", -1]]}, "pairs[0].cost: a number, 0 or above"),
        ({"pairs": [["a", "x", "5"]]}, "pairs[0].cost: a number is needed"),
        ({"pairs": [["a", "z", 1]]}, "pairs[0].service: no service is called 'z'"),
        ({"pairs": [["a", "x", 1], ["a", "x", 2]]}, "pairs[1]: 'a' and 'x' stand there twice"),
        ({"pairs": [["a", "x"]]}, "pairs[0]: [place, service, cost]"),
        ({"places": ["a", "a"]}, "places[1].id: 'a' stands there twice"),
        ({"places": [{"id": "a", "populaton": 1}]}, "places[0].populaton: not a field"),
        (
            {"places": [{"id": "a", "population": float("nan")}, "b"]},
            "places[0].population: a number",
        ),
        ({"places": [{"id": "a", "groups": {"g": 2}}, "b"]}, "places[0].groups.g: more than the"),
        ({"services": [{"id": "x", "capacity": -2}]}, "services[0].capacity: a number, 0 or above"),
        ({"catchment": 0}, "catchment: a number above 0"),
        ({"method": "4sfca"}, "method: one of 2sfca, e2sfca, 3sfca"),
        ({"method": "e2sfca"}, "bands: e2sfca needs bands or a decay"),
        ({"method": "2sfca", "bands": {"10": 1}}, "method: 2sfca counts all alike"),
        ({"bands": {"ten": 1}}, "bands[0]: 'ten' is not a number"),
        ({"decay": "kernel", "bands": {"1": 1}}, "decay: either bands or decay"),
        ({"decay": {"kind": "gaussian"}}, "decay: gaussian needs width"),
        ({"costs": [[1], [2]]}, "costs: either pairs or costs"),
        ({"filters": [{"means": ["tram"]}]}, "filters[0].means: no means is called 'tram'"),
        ({"filters": [{"people": "all of us"}]}, "filters[0].people: no group is called"),
        ({"plan": {"remove": ["z"]}}, "plan.remove[0]: no service is called 'z'"),
        ({"plan": {"add": ["x"]}}, "plan.add: 'x' stands among the services already"),
        ({"plan": {"pairs": {"bus": []}}}, "plan.pairs: no means is called 'bus'"),
        ({"colour": "red"}, "file.colour: not a field"),
    ],
)
def test_errors_name_the_field(solve, change, sentence):
    result = solve({**SMALL, **change})
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"].startswith(sentence)


@pytest.mark.parametrize("instance", ["", "[]", "3", "{}", '{"places": 1}'])
def test_files_that_are_nothing(solve, instance):
    assert solve(instance).exit_code == 2


def test_no_places_and_no_services(solve):
    found = answer(solve({"places": [], "services": [], "pairs": [], "catchment": 1}))
    assert (found["status"], found["scores"]) == ("nothing", {})


def test_tables_for_people(solve):
    result = solve(SMALL, "--text")
    assert result.exit_code == 0
    assert "Worst served" in result.stdout
