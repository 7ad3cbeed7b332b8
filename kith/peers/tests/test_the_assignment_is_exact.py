"""The compiled assignment against all ways there are, and against scipy."""

import numpy as np
from hypothesis import given, settings

from kith.peers.rules.matching import assigning
from kith.peers.tests.instances import best_by_brute_force, by_scipy, instances

quick = settings(deadline=None, max_examples=150)


@quick
@given(instances())
def test_it_serves_the_longest_waiting_first_and_then_the_cheapest(instance):
    costs, capacity, waited = instance
    found = assigning.assign(assigning.dense(costs), capacity, waited)
    tiers = sorted(set(waited), reverse=True)
    served = [int((found.peer_of[waited == tier] >= 0).sum()) for tier in tiers]
    assert (served, found.objective) == best_by_brute_force(costs, capacity, waited)


@quick
@given(instances(people=40, peers=12, places=5))
def test_without_waits_it_is_what_scipy_finds(instance):
    costs, capacity, _waited = instance
    found = assigning.assign(assigning.dense(costs), capacity)
    assert (found.served, found.objective) == by_scipy(costs, capacity)


@quick
@given(instances(people=25, peers=8, places=4))
def test_no_peer_takes_more_than_their_places_and_nobody_is_forbidden(instance):
    costs, capacity, waited = instance
    found = assigning.assign(assigning.dense(costs), capacity, waited)
    for i, k in enumerate(found.peer_of):
        assert k == -1 or np.isfinite(costs[i, k])
    for k, places in enumerate(capacity):
        assert (found.peer_of == k).sum() <= places


@quick
@given(instances(people=25, peers=8, places=4))
def test_the_duals_prove_it(instance):
    costs, capacity, waited = instance
    _prove(costs, capacity, assigning.assign(assigning.dense(costs), capacity, waited))


@quick
@given(instances(people=25, peers=5, places=3))
def test_the_duals_prove_it_where_places_are_short_and_all_wait_alike(instance):
    costs, capacity, _waited = instance
    found = assigning.assign(assigning.dense(costs), capacity)
    assert (found.served, found.objective) == by_scipy(costs, capacity)
    _prove(costs, capacity, found)


def _prove(costs, capacity, found):
    u, v = found.person_price, found.peer_price
    assert (v <= 1e-9).all()
    taken = np.bincount(found.peer_of[found.peer_of >= 0], minlength=len(capacity))
    assert np.abs(v[taken < np.minimum(capacity, taken + 1)]).sum() < 1e-9
    for i in np.flatnonzero(found.peer_of >= 0):
        assert (u[i] + v <= costs[i] + 1e-9).all()
    assert abs(found.bound - found.objective) < 1e-8


def test_many_with_fractions_agree_with_scipy():
    random = np.random.default_rng(5)
    for people, peers, share in ((200, 40, 0.5), (120, 30, 0.1), (300, 20, 0.9)):
        costs = random.uniform(-50, 50, (people, peers))
        costs[random.random(costs.shape) > share] = np.inf
        capacity = random.integers(0, 2 * people // peers, peers)
        found = assigning.assign(assigning.dense(costs), capacity)
        served, paid = by_scipy(costs, capacity)
        assert found.served == served
        assert abs(found.objective - paid) < 1e-6
        assert abs(found.bound - paid) < 1e-6
