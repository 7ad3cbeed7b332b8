"""What cannot be an answer is refused, never bent into one."""

import pytest

from kith.measures import library
from kith.measures.rules import answers
from kith.measures.tests.filled import result


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("gad-7", [0] * 6), ("gad-7", [0] * 8), ("gad-7", [0, 0, 0, 0, 0, 0, 4]),
        ("gad-7", [0, 0, 0, 0, 0, 0, -1]), ("gad-7", [0, 0, 0, 0, 0, 0, 1.5]),
        ("gad-7", [0, 0, 0, 0, 0, 0, "1"]), ("gad-7", [True] * 7), ("gad-7", "0000000"),
        ("gad-7", {"q8": 0}), ("gad-7", {"q1": 0, "1": 0}), ("gad-7", 3), ("gad-7", None),
        ("gad-7", [[0]] * 7), ("swemwbs", [0] * 7), ("phq-9", [0] * 8 + [""]),
        ("c-ssrs", [0] * 5), ("c-ssrs", [0, 0, 0, 0, 0, "perhaps"]), ("djg-6", ["maybe"] * 6),
        ("ribs", [0, 0, 0, 0, 5, 5, 5, 6]), ("phq-9", [0] * 8 + ["dk"]),
    ],
)  # fmt: skip
def test_what_is_refused(name: str, typed: object) -> None:
    with pytest.raises(answers.Unreadable):
        answers.read(library.get(name), typed)


@pytest.mark.parametrize("key", ["q9", "9", "phq-9.9", "phq-9-9", "phq-9_9", "44260-8", " Q9 "])
def test_an_item_goes_by_many_names(key: str) -> None:
    assert answers.read(library.get("phq-9"), {key: 2})["q9"] == 2


@pytest.mark.parametrize("typed", ["More or less", "more-or-less", 2, 2.0])
def test_words_stand_for_answers_where_the_scale_has_words(typed: object) -> None:
    assert answers.read(library.get("djg-6"), {"q1": typed})["q1"] == 2


@pytest.mark.parametrize("typed", [True, "yes", "Yes", 1])
def test_yes_is_yes(typed: object) -> None:
    assert answers.read(library.get("c-ssrs"), {"q1": typed})["q1"] == 1


def test_nobody_asked_is_nobody_answered() -> None:
    assert result("phq-9", {}).reason == "nothing_answered"
