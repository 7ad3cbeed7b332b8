"""On weeks so small that every plan can be tried, the search finds the cheapest."""

import random
from functools import cache
from itertools import pairwise, permutations, product
from math import hypot, inf

import pytest

from kith.outreach.rules.tours import cordeau, searching
from kith.outreach.tests import weeks


def cheapest(stops, days, units, capacity):
    """Every pattern of every stop, and for each day the best way to share it among the units."""

    @cache
    def loop(group):
        points = [(stops[k][0], stops[k][1]) for k in group]
        best = inf
        for order in permutations(points):
            path = [(0.0, 0.0), *order, (0.0, 0.0)]
            best = min(best, sum(hypot(a[0] - b[0], a[1] - b[1])
                                 for a, b in pairwise(path)))  # fmt: skip
        return best

    @cache
    def day(group):
        best = inf
        for owners in product(range(units), repeat=len(group)):
            shared = [tuple(k for k, u in zip(group, owners, strict=True) if u == one)
                      for one in range(units)]  # fmt: skip
            if all(sum(stops[k][3] for k in part) <= capacity for part in shared):
                best = min(best, sum(loop(part) for part in shared if part))
        return best

    return min(
        sum(
            day(tuple(k for k, mask in enumerate(masks) if mask >> (days - 1 - d) & 1))
            for d in range(days)
        )
        for masks in product(*(stop[5] for stop in stops))
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_cheapest_plan_is_found(seed):
    chance = random.Random(seed)
    stops = [
        (chance.uniform(-9, 9), chance.uniform(-9, 9), 0, chance.randint(1, 3), *chance.choice(
            [(1, [1, 2, 4]), (1, [1, 2]), (2, [5, 3]), (3, [7])]))
        for _ in range(6)
    ]  # fmt: skip
    problem = cordeau.read(weeks.cordeau(stops, days=3, units=2, capacity=8))
    found = searching.search(problem, steps=3000)
    assert not found.plan.left_out
    assert found.plan.cost == pytest.approx(cheapest(stops, 3, 2, 8), rel=1e-9)


def test_neighbours_share_a_day():
    """Two pairs far apart, one unit, two days: the pattern is what matters, and it is found."""
    stops = [(10, 0, 0, 1, 1, [1, 2]), (11, 0, 0, 1, 1, [1, 2]),
             (-10, 0, 0, 1, 1, [1, 2]), (-11, 0, 0, 1, 1, [1, 2])]  # fmt: skip
    found = searching.search(cordeau.read(weeks.cordeau(stops, capacity=2)), steps=500)
    assert found.plan.cost == 44.0


def test_each_depot_serves_what_is_near():
    text = "2 1 4 2\n0 2\n0 2\n" + "".join(
        f"{k} {x} 0 0 1 1 2 1 2\n" for k, x in enumerate((1, 2, 98, 99), 1)
    ) + "5 0 0 0 0 0 0\n6 100 0 0 0 0 0\n"  # fmt: skip
    assert searching.search(cordeau.read(text), steps=500).plan.cost == 8.0
