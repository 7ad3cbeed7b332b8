"""The check is worth something only if it sees each fault: a good answer is spoilt in every way."""

import copy

import pytest

from kith.outreach.rules.tours import checking, reading, searching, writing
from kith.outreach.tests import weeks

PLACES = {"a": (10, 0), "b": (10, 10), "c": (-10, 5)}
WEEK = weeks.week(
    PLACES,
    [weeks.stop("a", hours=["09:00", "16:00"], demand=2, skills=["nurse"]),
     weeks.stop("b", languages=["fa"], demand=2, patterns=[["monday"], ["tuesday"]]),
     weeks.stop("c", days=["monday"], units=["van"], demand=2)],
    [weeks.van(skills=["nurse"], languages=["fa"], capacity=4, range_km=100, longest=480,
               **{"break": {"minutes": 30, "from": "11:30", "to": "13:30"}}),
     weeks.van("car", days=["friday"])],
)  # fmt: skip


@pytest.fixture(scope="module")
def good():
    problem = reading.read(WEEK)
    answer = writing.written(problem, searching.search(problem, steps=500).plan)
    assert checking.check(problem, answer).violations == ()
    return problem, answer


def codes(problem, answer):
    return {violation.code for violation in checking.check(problem, answer).violations}


def spoil(answer, change):
    answer = copy.deepcopy(answer)
    change(answer)
    return answer


def visit(answer, stop):
    return next(v for route in answer["routes"] for v in route["visits"] if v["stop"] == stop)


def route(answer, stop):
    return next(r for r in answer["routes"] if any(v["stop"] == stop for v in r["visits"]))


def shift_by(answer, stop, minutes):
    """The whole day earlier or later."""
    one = route(answer, stop)
    for row in (one, one.get("break") or {}, *one["visits"]):
        for name in ("leaves", "back", "begins", "ends", "arrives", "opens", "closes"):
            if name in row:
                row[name] += minutes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda a: a.update(objective=a["objective"] - 1), "cost"),
        (lambda a: route(a, "a").update(day=6), "unit_unavailable"),
        (lambda a: route(a, "a").update(unit="nobody"), "unit_unavailable"),
        (lambda a: visit(a, "a").update(stop="z"), "unknown_stop"),
        (lambda a: route(a, "a")["visits"].append(visit(a, "a")), "twice_a_day"),
        (lambda a: a["routes"].append(route(a, "a")), "two_routes"),
        (lambda a: a["routes"].remove(route(a, "a")), "pattern"),
        (lambda a: route(a, "b").update(day=3), "pattern"),
        (lambda a: a["unserved"].append({"stop": "a"}), "said_to_be_left_out"),
        (lambda a: shift_by(a, "a", -120), "leaves_too_early"),
        (lambda a: shift_by(a, "a", 400), "hours"),
        (lambda a: shift_by(a, "c", 400), "back_too_late"),
        (lambda a: visit(a, "a").update(arrives=0), "arrival"),
        (lambda a: visit(a, "a").update(begins=0), "begins_too_soon"),
        (lambda a: visit(a, "a").update(opens=0), "opens_too_soon"),
        (lambda a: visit(a, "a").update(leaves=visit(a, "a")["begins"]), "stay_too_short"),
        (lambda a: route(a, "a").update(back=0), "back"),
    ],
)
def test_each_fault_is_named(good, change, code):
    problem, answer = good
    assert code in codes(problem, spoil(answer, change))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (("units", 0, "capacity"), 1, "capacity"),
        (("units", 0, "skills"), [], "skill"),
        (("units", 0, "languages"), [], "language"),
        (("units", 0, "range_km"), 5, "range"),
        (("units", 0, "longest"), 100, "day_too_long"),
        (("units", 0, "hours"), ["08:00", "09:00"], "back_too_late"),
        (("units", 0, "break"), {"minutes": 30, "from": "07:00", "to": "07:10"}, "no_break"),
        (("stops", 2, "units"), ["car"], "unit_not_permitted"),
        (("stops", 0, "hours"), ["06:00", "09:05"], "hours"),
        (("stops", 0, "service"), 300, "stay_too_short"),
        (("stops", 1, "patterns"), [["friday"]], "pattern"),
        (("places", 1, "x"), 90, "arrival"),
    ],
)
def test_an_answer_to_another_problem_is_refused(good, field, value, code):
    changed = copy.deepcopy(WEEK)
    kind, number, name = field
    changed[kind][number][name] = value
    assert code in codes(reading.read(changed), good[1])
