"""2SFCA, E2SFCA and 3SFCA beside PySAL's `access`, the reference implementation."""

import warnings

import numpy as np
import pytest

from kith.region.rules.catchment import decays, pairs, scoring
from kith.region.rules.catchment.scoring import Method

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    fca = pytest.importorskip("access.fca")
    weights = pytest.importorskip("access.weights")
    pd = pytest.importorskip("pandas")

BANDS = decays.Bands((10.0, 20.0, 30.0), (1.0, 0.68, 0.22))
STEPS = {10: 1, 20: 0.68, 30: 0.22}
CASES = {
    "2SFCA": (Method.TWO, decays.flat(30.0), None),
    "E2SFCA by bands": (Method.ENHANCED, BANDS, weights.step_fn(STEPS)),
    "E2SFCA, a catchment inside the bands": (
        Method.ENHANCED, decays.Bands(BANDS.edges, BANDS.heights, 30.0 - 12.5),
        weights.step_fn(STEPS),
    ),
    "E2SFCA, Gaussian": (
        Method.ENHANCED, decays.Curve("gaussian", 30.0, {"width": 13.0}), weights.gaussian(13.0)
    ),
    "E2SFCA, power": (
        Method.ENHANCED, decays.Curve("power", 30.0, {"scale": 5.0, "exponent": 1.5}),
        weights.gravity(5.0, -1.5, 1.0),
    ),
    "3SFCA by bands": (Method.THREE, BANDS, weights.step_fn(STEPS)),
    "3SFCA, a catchment inside the bands": (
        Method.THREE, decays.Bands(BANDS.edges, BANDS.heights, 17.5), weights.step_fn(STEPS)
    ),
    "3SFCA, Gaussian": (
        Method.THREE, decays.Curve("gaussian", 30.0, {"width": 13.0}), weights.gaussian(13.0)
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=[1, 2])
def region(request):
    """400 places, 60 services; some costs exactly on an edge, some places without any pair."""
    chance = np.random.default_rng(request.param)
    key = np.unique(chance.integers(0, 380 * 60, 7000))
    chance.shuffle(key)
    cost = chance.random(len(key)) * 45
    cost[::9] = chance.choice([0.0, 10.0, 17.5, 20.0, 30.0], len(cost[::9]))
    people = chance.integers(1, 3000, 400).astype(float)
    supply = chance.integers(0, 9, 60).astype(float)
    return key // 60, key % 60, cost, people, supply


@pytest.mark.parametrize("name", CASES)
def test_scores_are_those_of_pysal(region, name):
    method, decay, weight_fn = CASES[name]
    place, service, cost, people, supply = region
    rows = pairs.gather(place, service, cost, 400, 60)
    ours = scoring.score(rows, people, supply, scoring.weights(rows, method, decay)).score
    theirs = _pysal(method, decay.reach, weight_fn, region)
    assert np.abs(ours - theirs).max() <= 1e-12
    assert (ours > 0).sum() > 300


def _pysal(method, reach, weight_fn, region):
    place, service, cost, people, supply = region
    table = pd.DataFrame({"origin": place, "dest": service, "cost": cost})
    index = pd.Index(range(400), name="geoid")
    demand = pd.DataFrame({"demand": people}, index=index)
    offered = pd.DataFrame({"supply": supply}, index=pd.Index(range(60), name="geoid"))
    call = fca.three_stage_fca if method is Method.THREE else fca.two_stage_fca
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own calls of pandas
        found = call(demand, offered, table, reach, weight_fn=weight_fn)
    return found.reindex(index).fillna(0.0).to_numpy()
