"""Small instances of the assignment, and the slow answers to compare with."""

import itertools

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

FORBIDDEN = np.inf


@st.composite
def instances(draw, people=6, peers=4, places=3):
    """Costs (some forbidden), places, waits: whole numbers, so that sums are exact."""
    n, m = draw(st.integers(0, people)), draw(st.integers(0, peers))
    cost = st.one_of(st.just(FORBIDDEN), st.integers(-9, 9).map(float))
    rows = [[draw(cost) for _ in range(m)] for _ in range(n)]
    capacity = np.array([draw(st.integers(0, places)) for _ in range(m)], np.int64)
    waited = np.array([draw(st.integers(0, 3)) for _ in range(n)], np.float64)
    return np.array(rows, np.float64).reshape(n, m), capacity, waited


def every_way(costs, capacity):
    """Each assignment as a tuple of peer or -1."""
    n, m = costs.shape
    for way in itertools.product(range(-1, m), repeat=n):
        taken = np.bincount([k for k in way if k >= 0], minlength=m) if m else np.zeros(0, int)
        if (
            all(k < 0 or costs[i, k] < np.inf for i, k in enumerate(way))
            and (taken <= capacity).all()
        ):
            yield way


def best_by_brute_force(costs, capacity, waited):
    """(how many of each wait, longest first; least cost): what "fair, then cheap" means."""
    tiers = sorted(set(waited), reverse=True)
    keys = []
    for way in every_way(costs, capacity):
        served = [sum(1 for i, k in enumerate(way) if k >= 0 and waited[i] == t) for t in tiers]
        paid = sum(costs[i, k] for i, k in enumerate(way) if k >= 0)
        keys.append(([-count for count in served], paid))
    counts, paid = min(keys)
    return [-count for count in counts], paid


def by_scipy(costs, capacity):
    """(how many, least cost) of a most numerous assignment, by scipy on a square of copies."""
    n = len(costs)
    copies = np.repeat(np.arange(costs.shape[1]), capacity)
    big = 1e6
    wide = np.full((n, len(copies) + n), big)  # a place nowhere for everybody
    if len(copies):
        wide[:, : len(copies)] = np.where(np.isfinite(costs[:, copies]), costs[:, copies], 4 * big)
    rows, columns = linear_sum_assignment(wide)
    paid = wide[rows, columns]
    is_served = paid < big / 2
    return int(is_served.sum()), float(paid[is_served].sum())
