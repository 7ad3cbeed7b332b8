"""What is kept of an answer: sums from which nobody can be worked out. And questions as asked."""

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kith.core.sources import Demand, Reason
from kith.outreach.rules.choice import answer, ground, outlines
from kith.outreach.rules.choice.ground import Ground
from kith.outreach.rules.choice.question import Question


def laid(people, without_car) -> Ground:
    """Four areas; the first has care, a stop reaches the second and the third, nobody the last."""
    far = np.inf
    return Ground(
        np.arange(4.0), np.zeros(4), np.array(people, float),
        {"without_car": np.array(without_car, float)}, np.zeros(4),
        np.array([5.0, far, far, far]), np.array([[far], [9.0], [9.0], [far]]), ("a",),
    )  # fmt: skip


def reach(people, without_car) -> dict[str, dict]:
    asked = Question(count=1, within=10)
    found = laid(people, without_car)
    rows = answer.reach(ground.problem(asked, found), found, [0])
    return {row.pop("group"): row for row in rows}


def test_parts_that_are_large_are_told() -> None:
    told = reach([100, 50, 50, 60], [20, 10, 10, 30])
    assert told["all"] == {"total": 260, "care": 100, "new": 100, "left": 60}
    assert told["without_car"] == {"total": 70, "care": 20, "new": 20, "left": 30}


def test_a_small_part_takes_the_next_with_it() -> None:
    told = reach([100, 50, 50, 60], [20, 2, 1, 30])["without_car"]
    assert told == {"total": 53, "care": None, "new": None, "left": 30}


def test_of_a_group_of_five_nothing_is_told() -> None:
    told = reach([100, 50, 50, 60], [0, 2, 3, 0])["without_car"]
    assert told == {"total": None, "care": None, "new": None, "left": None}


def reasons(*listed):
    return answer.reasons([Reason(code, values) for code, values in listed])


def test_few_are_a_few() -> None:
    assert reasons(("adds", {"people": "5"})) == [{"code": "adds", "values": {"people": ""}}]
    assert reasons(("adds", {"people": "6"}))[0]["values"] == {"people": "6"}


def test_who_they_are_is_not_told_of_few_nor_of_nearly_all() -> None:
    for many in ("3", "97"):
        whom = {"group": "g", "people": many, "percent": many}
        assert len(reasons(("adds", {"people": "100"}), ("of_whom", whom))) == 1
    whom = {"group": "g", "people": "40", "percent": "40"}
    assert len(reasons(("adds", {"people": "100"}), ("of_whom", whom))) == 2


def test_few_asks_are_not_told() -> None:
    assert reasons(("asked_in_vain", {"asks": "5"})) == []
    assert reasons(("asked_in_vain", {"asks": "6"})) != []


def test_an_ask_counts_at_its_nearest_area_and_not_from_another_region() -> None:
    asks = [Demand(1.01, 0.0, 7), Demand(0.99, 0.0, 8), Demand(1.0, 3.0, 100)]
    assert ground.asks_of(asks, np.arange(3.0), np.zeros(3)).tolist() == [0, 15, 0]
    assert ground.asks_of(asks, np.zeros(0), np.zeros(0)).tolist() == []


def test_cells_that_touch_are_one_outline_and_points_are_squares() -> None:
    cells = ["89a901291abffff", "89a9012a3cfffff"]
    assert len(outlines.outline(cells, (), [(0, 0), (1, 1)])["coordinates"]) == 2
    own = {"type": "Polygon", "coordinates": [[[0, 0, 7], [1, 0, 7], [1, 1, 7], [0, 0, 7]]]}
    shape = outlines.outline(["x"], [own], [(0, 0)])
    assert shape["coordinates"] == [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]
    (square,) = outlines.outline(["x"], (), [(10.0, 20.0)])["coordinates"]
    assert square[0][0] == [19.9985, 9.9985] and square[0][0] == square[0][-1]


ids = st.sampled_from(["a", "b", "c"])


@given(st.lists(st.tuples(st.sampled_from(["pin", "ban", "free", "move"]), ids), max_size=12))
def test_a_stop_is_held_to_or_left_out_or_neither_and_questions_come_back(steps) -> None:
    asked = Question(count=3, floors={"all": 0.5}, fairness="floors")
    for verb, stop in steps:
        more = (1.0, 2.0) if verb == "move" else ()
        asked = getattr(asked, verb)(stop, *more)
    assert not set(asked.pinned) & set(asked.banned)
    assert set(asked.moved) <= set(asked.pinned)
    kept = asked.kept()
    back = Question.of(kept)
    assert back.kept() == kept
    assert dataclasses.replace(asked, pinned=(), banned=()) == dataclasses.replace(
        back, pinned=(), banned=()
    )
