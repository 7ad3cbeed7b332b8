"""Each hard rule alone, and what it says it removed."""

import pytest

from kith.peers.rules.matching import hard
from kith.peers.rules.matching.instance import Peer, Person, Removed, Rule, Terms, Wish

DARI, ENGLISH = frozenset({"fa"}), frozenset({"en"})


def keeps_apart(rule, person, peer, terms=None):
    return bool(hard.apart([person], [peer], terms or Terms())[rule][0, 0])


@pytest.mark.parametrize(
    ("rule", "person", "peer"),
    [
        (Rule.EXCLUSION, Person("p", excluded=frozenset({"a"})), Peer("a")),
        (Rule.EXCLUSION, Person("p"), Peer("a", excluded=frozenset({"p"}))),
        (Rule.VETO, Person("p", vetoes=frozenset({"a"})), Peer("a")),
        (
            Rule.VETO,
            Person("p", vetoed_traits=(Wish("gender", "man"),)),
            Peer("a", traits={"gender": frozenset({"man"})}),
        ),
        (Rule.CONFLICT, Person("p", knows=frozenset({"a"})), Peer("a")),
        (Rule.CONFLICT, Person("p"), Peer("a", knows=frozenset({"p"}))),
        (
            Rule.CONFLICT,
            Person("p", ties=frozenset({"st-mary"})),
            Peer("a", ties=frozenset({"st-mary", "mill"})),
        ),
        (Rule.CLEARANCE, Person("p", needs=frozenset({"minors"})), Peer("a")),
        (Rule.LANGUAGE, Person("p", languages=DARI), Peer("a", languages=ENGLISH)),
        (Rule.CAPACITY, Person("p"), Peer("a", places=0)),
    ],
)
def test_a_rule_keeps_apart_and_no_other_does(rule, person, peer):
    matrices = hard.apart([person], [peer], Terms())
    assert [name for name, matrix in matrices.items() if matrix[0, 0]] == [rule]


def test_an_interpreter_both_can_use_lifts_the_language():
    person = Person("p", languages=DARI, interpreter=True)
    peer = Peer("a", languages=ENGLISH)
    assert keeps_apart(Rule.LANGUAGE, person, peer)
    assert not keeps_apart(Rule.LANGUAGE, person, peer, Terms(interpreters=DARI))


def test_unknown_languages_remove_nobody():
    assert not keeps_apart(Rule.LANGUAGE, Person("p"), Peer("a", languages=ENGLISH))


def test_each_rule_says_how_many_it_removed_and_how_many_alone():
    people = [Person("p", languages=DARI, vetoes=frozenset({"a"})), Person("q", languages=ENGLISH)]
    peers = [Peer("a", languages=ENGLISH), Peer("b", languages=ENGLISH, places=0)]
    counted = {one.rule: one for one in hard.count(hard.apart(people, peers, Terms()))}
    assert counted[Rule.LANGUAGE] == Removed(Rule.LANGUAGE, 2, 0)
    assert counted[Rule.VETO] == Removed(Rule.VETO, 1, 0)
    assert counted[Rule.CAPACITY] == Removed(Rule.CAPACITY, 2, 1)
    assert counted[Rule.EXCLUSION] == Removed(Rule.EXCLUSION, 0, 0)


def test_a_lifted_rule_removes_nobody():
    lifted = Terms(lifted=frozenset({Rule.LANGUAGE}))
    person, peer = Person("p", languages=DARI), Peer("a", languages=ENGLISH)
    matrices = hard.apart([person], [peer], lifted)
    assert Rule.LANGUAGE not in matrices
    assert hard.allowed(matrices, (1, 1))[0, 0]
