"""Rules, wishes and assignment together."""

import numpy as np

from kith.core.sources import Reason
from kith.peers.rules.matching import assigning, batch
from kith.peers.rules.matching.instance import Peer, Person, Rule, Terms, Wish

DARI, ENGLISH = frozenset({"fa"}), frozenset({"en"})


def test_everybody_has_a_peer_or_a_reason():
    people = [
        Person("new", languages=ENGLISH, waited=1),
        Person("old", languages=ENGLISH, waited=30),
        Person("dari", languages=DARI, waited=60),
    ]
    found = batch.match(people, [Peer("a", languages=ENGLISH)])
    assert [(pair.person, pair.peer) for pair in found.pairs] == [("old", "a")]
    told = {one.person: one.reasons for one in found.left_over}
    assert told["new"] == (Reason("places_taken", {"peers": "1"}),)
    assert told["dari"] == (Reason("removed_language", {"peers": "1"}),)


def test_wishes_decide_among_those_who_can_all_be_served():
    woman = {"gender": frozenset({"woman"})}
    people = [Person("p"), Person("q", wishes=(Wish("gender", "woman"),))]
    found = batch.match(people, [Peer("a", traits=woman), Peer("b")])
    assert {pair.person: pair.peer for pair in found.pairs} == {"p": "b", "q": "a"}
    assert (found.objective, found.bound) == (0.0, 0.0)


def test_the_price_of_a_peer_says_what_one_more_place_would_save():
    woman = {"gender": frozenset({"woman"})}
    people = [Person(key, wishes=(Wish("gender", "woman"),)) for key in "pq"]
    found = batch.match(people, [Peer("a", traits=woman), Peer("b")])
    assert found.objective == 100.0
    assert found.peer_price == {"a": 100.0, "b": 0.0}


def test_costs_of_the_caller_take_the_place_of_wishes_and_rules_still_hold():
    people = [Person("p", vetoes=frozenset({"a"})), Person("q")]
    given = assigning.dense(np.array([[0.0, 7.0], [1.0, 1.0]]))
    found = batch.match(people, [Peer("a"), Peer("b")], given=given)
    assert {pair.person: pair.cost for pair in found.pairs} == {"p": 7.0, "q": 1.0}


def test_blocks_of_people_add_up(monkeypatch):
    people = [Person(str(i), languages=DARI if i % 3 else ENGLISH) for i in range(10)]
    peers = [Peer("a", places=9, languages=DARI), Peer("b", places=9, languages=ENGLISH)]
    whole = batch.build(people, peers, Terms())
    monkeypatch.setattr(batch, "BLOCK", 3)
    parts = batch.build(people, peers, Terms())
    assert whole.removed == parts.removed
    assert (whole.arcs.peer == parts.arcs.peer).all()
    assert (whole.arcs.first == parts.arcs.first).all()
    assert [one.pairs for one in whole.removed if one.rule == Rule.LANGUAGE] == [10]
