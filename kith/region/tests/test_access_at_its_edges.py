"""Floating catchments where something is empty, unreachable, exactly on an edge, or wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.region.rules.catchment import decays, pairs, scoring
from kith.region.rules.catchment.pairs import Unusable
from kith.region.rules.catchment.scoring import Method

BANDS = decays.Bands((10.0, 30.0), (1.0, 0.5))


def scored(costs, people, supply, method=Method.ENHANCED, decay=BANDS):
    rows = pairs.dense(costs)
    return scoring.score(rows, people, supply, scoring.weights(rows, method, decay))


def test_a_hand_made_example():
    found = scored([[5.0, 25.0], [10.0, np.inf]], [100, 300], [8, 2])
    assert found.comes.tolist() == [400.0, 50.0]
    assert found.share.tolist() == [0.02, 0.04]
    assert found.score.tolist() == [0.02 + 0.5 * 0.04, 0.02]


@pytest.mark.parametrize(
    ("cost", "score"),
    [(0.0, 0.1), (10.0, 0.1), (10.000001, 0.1), (30.0, 0.1), (30.0000001, 0.0), (np.inf, 0.0)],
)
def test_an_edge_belongs_to_its_band(cost, score):
    """One place alone gets all of one service, whatever the weight, or nothing."""
    assert scored([[cost]], [10], [1]).score.tolist() == pytest.approx([score])


def test_weights_at_the_edges():
    at = np.array([0.0, 10.0, np.nextafter(10.0, 11), 30.0, np.nextafter(30.0, 31)])
    assert BANDS.weights(at).tolist() == [1.0, 1.0, 0.5, 0.5, 0.0]
    assert decays.flat(30.0).weights(at).tolist() == [1.0, 1.0, 1.0, 1.0, 0.0]


def test_what_nobody_reaches_is_nought_and_never_nan():
    found = scored([[np.inf, 5.0], [np.inf, np.inf]], [0, 50], [3, 4])
    assert found.score.tolist() == [0.0, 0.0]
    assert found.share.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("method", Method)
def test_nothing_at_all(method):
    found = scored(np.zeros((0, 0)), [], [], method)
    assert len(found.score) == len(found.share) == 0


def test_a_third_step_shares_the_people_out():
    """Two services alike: half of everybody comes to each, at full weight."""
    found = scored([[5.0, 5.0]], [100], [1, 1], Method.THREE)
    assert found.comes.tolist() == [50.0, 50.0]
    assert found.score.tolist() == [0.02]


def test_choosing_inside_or_everywhere():
    rows = pairs.dense([[0.0, 40.0]])
    gauss = decays.Curve("gaussian", 30.0, {"width": 20.0})
    inside = scoring.weights(rows, Method.THREE, gauss, choice_inside=True)
    assert inside.tolist() == [1.0, 0.0]
    everywhere = scoring.weights(rows, Method.THREE, gauss)
    assert everywhere.tolist() == pytest.approx([1 / (1 + np.exp(-2)), 0.0])


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("gaussian", {"width": 20.0}, [1.0, 0.6065306597126334, 0.1353352832366127, 0.0]),
        ("exponential", {"scale": 20.0}, [1.0, 0.36787944117144233, 0.1353352832366127, 0.0]),
        ("power", {"scale": 20.0, "exponent": 2.0}, [400.0, 1.0, 0.25, 0.0]),
        ("gaussian_to_zero", {}, [1.0, 0.701366, 0.0, 0.0]),
        ("kernel", {}, [0.75, 0.5625, 0.0, 0.0]),
        ("linear", {}, [1.0, 0.5, 0.0, 0.0]),
        ("slow_then_fast", {"flat": 10.0, "exponent": 1.5}, [1.0, (2 / 3) ** 1.5, 0.0, 0.0]),
    ],
)
def test_curves_at_published_points(kind, given, expected):
    curve = decays.Curve(kind, 40.0, given)
    found = curve.weights(np.array([0.0, 20.0, 40.0, 40.001]))
    assert found.tolist() == pytest.approx(expected, abs=1e-6)


@given(
    st.integers(1, 6), st.integers(1, 5), st.sampled_from(list(Method)), st.integers(0, 2**32 - 1)
)
def test_what_is_shared_out_adds_up(places, services, method, seed):
    """All of the supply to which somebody comes is handed out, no more and no less."""
    chance = np.random.default_rng(seed)
    costs = np.where(chance.random((places, services)) < 0.3, np.inf,
                     chance.choice([0.0, 10.0, 12.5, 30.0, 31.0], (places, services)))  # fmt: skip
    people = chance.integers(0, 50, places).astype(float)
    supply = chance.integers(0, 5, services).astype(float)
    found = scored(costs, people, supply, method)
    assert np.isfinite(found.score).all()
    assert people @ found.score == pytest.approx(supply[found.comes > 0].sum())


def test_the_order_of_the_pairs_does_not_matter():
    chance = np.random.default_rng(3)
    costs = chance.random((30, 8)) * 40
    row, column = np.nonzero(costs < 35)
    order = chance.permutation(len(row))
    rows = pairs.gather(row, column, costs[row, column], 30, 8)
    other = pairs.gather(row[order], column[order], costs[row, column][order], 30, 8)
    first = scoring.score(rows, np.ones(30), np.ones(8), BANDS.weights(rows.cost))
    second = scoring.score(other, np.ones(30), np.ones(8), BANDS.weights(other.cost))
    assert np.abs(first.score - second.score).max() <= 1e-15


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: pairs.gather([0, 0], [0, 0], [1, 2], 1, 1), "row 1: the same place"),
        (lambda: pairs.gather([0, 0], [0, 1], [1, np.nan], 1, 2), "row 1: a cost is 0 or above"),
        (lambda: pairs.gather([0], [0], [-1.0], 1, 1), "row 0: a cost is 0 or above"),
        (lambda: pairs.gather([1], [0], [1.0], 1, 1), "place needs whole numbers from 0 to 0"),
        (lambda: pairs.gather([0], [0.5], [1.0], 1, 1), "service needs whole numbers"),
        (lambda: pairs.gather([0], [0, 1], [1.0], 1, 2), "the same length"),
        (lambda: scored([[1.0]], [-1], [1]), r"people\[0\] is 0 or above"),
        (lambda: scored([[1.0]], [1], [np.nan]), r"supply\[0\] is 0 or above"),
        (lambda: scored([[1.0]], [1, 2], [1]), "people needs one number for each of 1"),
        (lambda: decays.Bands((10.0, 10.0), (1.0, 0.5)), "edges of bands rise"),
        (lambda: decays.Bands((10.0,), (-1.0,)), "0 or above"),
        (lambda: decays.Bands((), ()), "an edge and a weight"),
        (lambda: decays.Curve("kernel", float("inf")), "kernel needs a catchment"),
        (lambda: decays.Curve("gaussian", 30.0), "gaussian needs width"),
        (lambda: decays.Curve("gaussian", 30.0, {"width": 0.0}), "width is above 0"),
        (lambda: decays.Curve("gauss", 30.0), "no decay is called 'gauss'"),
    ],
)
def test_what_cannot_be_used_is_named(make, sentence):
    with pytest.raises(Unusable, match=sentence):
        make()
