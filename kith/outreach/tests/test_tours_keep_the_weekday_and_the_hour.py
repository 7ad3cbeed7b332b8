"""The same stop keeps its weekday and its hour, as a rule or at a price."""

from kith.outreach.rules.tours import reading, searching, writing
from kith.outreach.tests import weeks


def planned(**other):
    """Two stops, three weeks, one van; b only lets us in at other hours in the second week."""
    data = weeks.week(
        {"a": (10, 0), "b": (10, 1)},
        [weeks.stop("a"), weeks.stop("b")], [weeks.van()], **{"days": 21, **other},
    )  # fmt: skip
    problem = reading.read(data)
    return writing.written(problem, searching.search(problem, steps=2000).plan)


def begins(answer, stop):
    return {route["day"]: visit["begins"] for route in answer["routes"]
            for visit in route["visits"] if visit["stop"] == stop}  # fmt: skip


def test_every_week_has_the_same_weekday():
    answer = planned()
    for stop in "ab":
        assert len({day % 7 for day in begins(answer, stop)}) == 1
        assert len(begins(answer, stop)) == 3


def test_the_hour_is_kept_where_that_is_a_rule():
    answer = planned(regularity={"within": 10})
    for stop in "ab":
        hours = begins(answer, stop).values()
        assert max(hours) - min(hours) <= 10


def test_another_weekday_is_paid_for():
    """In the second week only Friday is permitted, in the others only Monday to Thursday."""
    data = weeks.week(
        {"a": (10, 0)}, [weeks.stop("a", days=[0, 1, 2, 3, 11, 14, 15, 16, 17])],
        [weeks.van()], days=21, regularity={"weekday": 7},
    )  # fmt: skip
    problem = reading.read(data)
    answer = writing.written(problem, searching.search(problem, steps=1000).plan)
    assert answer["patterns"][0]["price"] == 7
    assert answer["objective"] == 3 * 20 + 7
    data["regularity"] = {}
    assert not reading.read(data).stops[0].options


def test_a_weekday_that_loses_no_visit_to_a_holiday_comes_first():
    answer = planned(closed=[8])
    assert all(len(begins(answer, stop)) == 3 for stop in "ab")


def test_where_every_weekday_loses_one_the_weekday_stays_all_the_same():
    answer = planned(closed=[7, 8, 9, 10, 11])
    for stop in "ab":
        days = begins(answer, stop)
        assert len(days) == 2
        assert len({day % 7 for day in days}) == 1


def test_losing_a_visit_may_have_a_price():
    """Tuesday would cost 2 visits and 30; the others cost 3 visits."""
    data = weeks.week({"a": (10, 0)}, [weeks.stop("a", skip_price=15)], [weeks.van()], days=21,
                      closed=[8])  # fmt: skip
    problem = reading.read(data)
    answer = writing.written(problem, searching.search(problem, steps=1000).plan)
    assert (answer["patterns"][0]["days"], answer["objective"]) == ([1, 15], 55)


def test_a_school_is_only_visited_in_term():
    data = weeks.week(
        {"a": (10, 0)}, [weeks.stop("a", calendar="term", per_week=1)], [weeks.van()],
        days=14, starts_on="2026-03-02", calendars={"term": [["2026-03-09", "2026-03-20"]]},
    )  # fmt: skip
    data["stops"][0]["closed"] = [["2026-03-02", "2026-03-08"]]
    assert {v.day for o in reading.read(data).stops[0].options for v in o.visits} <= set(
        range(7, 14)
    )
