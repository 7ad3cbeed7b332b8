"""A day that is badly ordered is put right by PyVRP; a day it does not understand is left alone."""

from itertools import pairwise, permutations

import pytest

from kith.outreach.rules.tours import arrays, checking, polishing, reading, timing, writing
from kith.outreach.tests import weeks

pytest.importorskip("pyvrp", reason="PyVRP polishes; without it days stay as the search left them")
PLACES = {f"s{k}": (10 * k, 10 * (k % 2)) for k in range(1, 7)}
SHORT = {"setup": 0, "service": 10, "packup": 0, "days": [0]}


def day_in_bad_order(stops=None, **van):
    """Two vans; the first goes to and fro between the ends of the row, the second stays at home."""
    stops = stops or [weeks.stop(name, **SHORT) for name in PLACES]
    problem = reading.read(weeks.week(PLACES, stops, [weeks.van("one", **van), weeks.van("two")]))
    order = arrays.slots(problem)
    net = arrays.net(problem, order)
    state = arrays.empty(problem, net)
    polishing._seat(net, state, 0, [0, 5, 1, 4, 2, 3])
    for i in range(6):
        state.choice[i] = net.option_first[i]
        state.cell_of[i, 0] = net.cell_first[i]
    state.total[0] = state.leg[0].sum()
    return problem, order, net, state


def written(problem, order, net, state):
    return writing.written(problem, timing.plan(problem, order, net, state))


def shortest(problem):
    """Of all orders of the six, on one van."""
    home = problem.units[0].start
    places = [stop.place for stop in problem.stops]
    return min(
        sum(problem.km[a, b] for a, b in pairwise((home, *order, home)))
        for order in permutations(places)
    )


def test_the_order_becomes_the_shortest():
    given = day_in_bad_order()
    before = written(*given)["objective"]
    assert polishing.polish(*given[2:], seconds=0.3, seed=1) == 1
    answer = written(*given)
    assert checking.check(given[0], answer).is_kept
    assert answer["objective"] == pytest.approx(given[3].total[0])
    assert answer["objective"] == pytest.approx(shortest(given[0]))
    assert before > 1.5 * answer["objective"]


def test_the_search_can_go_on_from_it():
    """Loads, minutes and places are those of the new day."""
    problem, order, net, state = day_in_bad_order()
    polishing.polish(net, state, seconds=0.3, seed=1)
    again = arrays.empty(problem, net)
    for r in range(len(order)):
        polishing._seat(net, again, r, [int(i) for i in state.route[r, 1 : state.size[r] + 1]])
    assert (again.load == state.load).all()
    assert again.busy == pytest.approx(state.busy)
    assert (again.slot_of == state.slot_of).all()


@pytest.mark.parametrize(
    "van", [{"break": {"minutes": 30, "from": "11:00", "to": "13:00"}}, {"range_km": 900}]
)
def test_a_day_with_a_break_or_a_tank_stays(van):
    given = day_in_bad_order(**van)
    assert polishing.polish(*given[2:], seconds=0.1, seed=1) == 0


def test_a_day_with_two_spans_of_hours_stays():
    spans = [["08:00", "12:00"], ["13:00", "17:00"]]
    stops = [weeks.stop(name, **SHORT, hours=spans) for name in PLACES]
    given = day_in_bad_order(stops)
    assert polishing.polish(*given[2:], seconds=0.1, seed=1) == 0


def test_hours_of_a_host_are_kept():
    """The far end first: cheapest would be the near end first and last."""
    stops = [
        weeks.stop(name, **SHORT, hours=["08:00", "09:20"] if name == "s6" else ["10:00", "17:00"])
        for name in PLACES
    ]
    given = day_in_bad_order(stops)
    polishing._seat(given[2], given[3], 0, [5, 0, 1, 2, 3, 4])
    polishing.polish(*given[2:], seconds=0.3, seed=1)
    assert checking.check(given[0], written(*given)).is_kept
    assert given[3].route[0, 1] == 5


def test_what_breaks_a_rule_is_not_taken():
    problem, order, net, state = day_in_bad_order(capacity=3)
    before = written(problem, order, net, state)
    heavy = net._replace(demand=net.demand + 1.0)
    assert not polishing._take(heavy, state, [0, 1], {0: [0, 1, 2, 3, 4, 5], 1: []})
    assert written(problem, order, net, state) == before
    assert state.total[0] == pytest.approx(before["objective"])
