"""Proposals for one person: best first, with reasons, and a rule lifted where it may be."""

from kith.core.sources import Reason
from kith.peers.rules.matching.instance import LIFTABLE, Peer, Person, Place, Rule, Terms, Wish
from kith.peers.rules.matching.proposing import propose
from kith.peers.rules.matching.wishes import weights

DARI, ENGLISH = frozenset({"fa"}), frozenset({"en"})
WOMAN, MAN = {"gender": frozenset({"woman"})}, {"gender": frozenset({"man"})}


def test_the_best_three_of_many_in_the_order_of_the_wishes():
    person = Person("p", wishes=(Wish("gender", "woman"), Wish("language", "fa")))
    peers = [
        Peer("neither"), Peer("second", languages=DARI), Peer("first", traits=WOMAN),
        Peer("both", languages=DARI, traits=WOMAN),
    ]  # fmt: skip
    found = propose(person, peers)
    assert [one.peer for one in found.proposals] == ["both", "first", "second"]
    assert [one.cost for one in found.proposals] == [0.0, weights(2)[1], weights(2)[0]]


def test_the_first_wish_outweighs_all_later_ones_together():
    for length in range(2, 12):
        first, *later = weights(length)
        assert first > sum(later)
        assert abs(first + sum(later) - 100) < 1e-9


def test_reasons_and_misfits_are_codes_with_values():
    person = Person(
        "p", languages=ENGLISH, wishes=(Wish("gender", "woman"), Wish("near", "5")),
        place=Place(0.0, 0.0),
    )  # fmt: skip
    peer = Peer("a", languages=ENGLISH, traits=WOMAN, place=Place(0.0, 1.0))
    proposal = propose(person, [peer]).proposals[0]
    assert proposal.reasons == (
        Reason("speaks", {"language": "en"}), Reason("wish_gender", {"value": "woman"}),
    )  # fmt: skip
    assert proposal.misfits == (Reason("missed_near", {"value": "5"}),)


def test_of_equals_the_one_with_more_places_comes_first():
    found = propose(Person("p"), [Peer("a", places=1), Peer("b", places=4)])
    assert [one.peer for one in found.proposals] == ["b", "a"]


def test_a_lifted_language_is_said_with_the_proposal():
    person, peers = Person("p", languages=DARI), [Peer("a", languages=ENGLISH)]
    assert propose(person, peers).proposals == ()
    found = propose(person, peers, Terms(lifted=frozenset({Rule.LANGUAGE})))
    assert found.proposals[0].lifted == (Rule.LANGUAGE,)
    assert found.proposals[0].misfits == (Reason("lifted_language"),)


def test_safety_veto_and_clearance_are_never_lifted():
    assert LIFTABLE.isdisjoint({Rule.EXCLUSION, Rule.VETO, Rule.CLEARANCE})
