"""Empty, degenerate and impossible instances have an answer or a named error."""

import numpy as np
import pytest

from kith.peers.rules.matching import assigning
from kith.peers.rules.matching.assigning import Arcs, Unusable


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3)])
def test_nobody_to_match(shape):
    found = assigning.assign(assigning.dense(np.zeros(shape)), np.ones(shape[1], np.int64))
    assert (found.served, found.objective, found.bound) == (0, 0.0, 0.0)


def test_nobody_may_meet():
    found = assigning.assign(assigning.dense(np.full((2, 2), np.inf)), np.array([1, 1]))
    assert list(found.peer_of) == [-1, -1]


def test_no_places():
    found = assigning.assign(assigning.dense(np.zeros((2, 2))), np.array([0, 0]))
    assert list(found.peer_of) == [-1, -1]


def test_places_without_end_cost_no_memory():
    found = assigning.assign(assigning.dense(np.zeros((3, 1))), np.array([10**15]))
    assert list(found.peer_of) == [0, 0, 0]


def test_the_longest_waiting_gets_the_last_place_though_another_is_cheaper():
    costs = np.array([[0.0], [50.0]])
    found = assigning.assign(assigning.dense(costs), np.array([1]), np.array([3.0, 9.0]))
    assert list(found.peer_of) == [-1, 0]


def test_somebody_who_waited_less_gives_way_to_another_place():
    costs = np.array([[0.0, 1.0], [0.0, np.inf]])
    found = assigning.assign(assigning.dense(costs), np.array([1, 1]), np.array([9.0, 3.0]))
    assert list(found.peer_of) == [1, 0]
    assert found.objective == 1.0


@pytest.mark.parametrize(
    ("first", "peer", "cost", "capacity", "waited"),
    [
        ([0, 1], [5], [1.0], [1], None),
        ([0, 1], [0], [np.nan], [1], None),
        ([0, 2], [0], [1.0], [1], None),
        ([0, 1], [0], [1.0], [-1], None),
        ([0, 1], [0], [1.0], [1], [1.0, 2.0]),
        ([0, 1], [0], [1.0, 2.0], [1], None),
    ],
)
def test_what_is_no_instance_is_refused(first, peer, cost, capacity, waited):
    arcs = Arcs(np.array(first), np.array(peer, np.int32), np.array(cost))
    with pytest.raises(Unusable):
        assigning.assign(arcs, np.array(capacity), waited)
