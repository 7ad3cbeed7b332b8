"""`kith measures`: JSON in, JSON out, and an exit code that says what happened."""

import json

import pytest
from typer.testing import CliRunner

from kith.config.cli.app import app

run = CliRunner().invoke


def score(*arguments: str, **kwargs) -> tuple[int, dict]:
    answer = run(app, ["measures", "score", *arguments], **kwargs)
    return answer.exit_code, json.loads(answer.stdout)


def test_scored_is_0() -> None:
    code, said = score("PHQ-9", "--answers", "[3,3,3,3,3,3,3,3,0]")
    assert (code, said["score"], said["band"], said["concern"]) == (0, 24, "severe", None)


def test_not_scorable_is_1_with_the_reason() -> None:
    code, said = score("gad-7", "--answers", '{"q1": 3}')
    assert (code, said["score"], said["reason"]) == (1, None, "incomplete")
    assert said["missing"] == ["q2", "q3", "q4", "q5", "q6", "q7"]


@pytest.mark.parametrize(
    ("name", "answers"),
    [("phq-9", "[1]"), ("phq-9", "no json"), ("phq-9", "[NaN]"), ("nobody", "[1]"),
     ("gad-2", '{"q1": 1, "q1": 2}'), ("gad-2", "@/nowhere/at/all")],
)  # fmt: skip
def test_typed_wrongly_is_2(name: str, answers: str) -> None:
    code, said = score(name, "--answers", answers)
    assert (code, said["exit"]) == (2, 2) and said["error"]


def test_answers_come_from_a_file_or_from_standard_input(tmp_path) -> None:
    path = tmp_path / "answers.json"
    path.write_text("[2, 1]")
    assert score("gad-2", "--answers", f"@{path}")[1]["score"] == 3
    assert score("gad-2", "--answers", "-", input="[2, 2]")[1]["score"] == 4


def test_a_concern_is_told_even_when_nothing_can_be_scored() -> None:
    code, said = score("phq-9", "--answers", '{"9": 1}')
    assert (code, said["concern"]) == (1, {"severity": "moderate", "items": ["q9"]})


def test_change_is_judged_by_a_spread_that_is_given() -> None:
    answer = run(app, ["measures", "change", "ucla-3", "--before", "9", "--after", "3",
                       "--sd", "2", "--reliability", "0.8"])  # fmt: skip
    assert json.loads(answer.stdout)["verdict"] == "improved"
    assert (
        run(app, ["measures", "change", "ucla-3", "--before", "9", "--after", "3"]).exit_code == 1
    )


def test_every_measure_is_listed_and_shown() -> None:
    listed = json.loads(run(app, ["measures", "list", "--json"]).stdout)
    assert len(listed) == 17
    shown = json.loads(run(app, ["measures", "show", "who-5", "--json"]).stdout)
    assert shown["texts"]["en"]["licence"]["name"] == "CC BY-NC-SA 3.0 IGO"


@pytest.mark.parametrize(
    "answers",
    [
        "[" * 3000 + "]" * 3000, '["' + "x" * 90_000 + '",0]', '{"' + "x" * 9000 + '": 0}',
        "[" + "1" * 4000 + ",0]", "[" + "1" * 6000 + ",0]", "[1e400, 0]", '{"q1": {"a": 1}}',
        "[true, 0]", "[1.5, 0]", "null", '"text"', "[" + "1," * 50_000 + "1]",
    ],
    ids=["deep", "long", "long item", "many digits", "too many digits", "infinite", "object",
         "true", "half", "null", "text", "many"],
)  # fmt: skip
def test_whatever_is_typed_the_error_is_one_short_sentence(answers) -> None:
    code, said = score("gad-2", "--answers", answers)
    assert (code, said["exit"]) == (2, 2)
    assert len(said["error"]) < 320


def test_bytes_that_are_no_text_are_typed_wrongly(tmp_path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"[1, \xff\xfe]")
    assert score("gad-2", "--answers", f"@{path}")[0] == 2
