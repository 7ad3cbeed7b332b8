""" "Not longer than 30 minutes on the way": kept, missed or not known, for one and for a list."""

from hypothesis import given
from hypothesis import strategies as st

from kith.core.sources import Reason
from kith.peers.rules.matching import batch, wishes
from kith.peers.rules.matching.instance import Peer, Person, Way, Wish
from kith.peers.rules.matching.proposing import propose

HALF_AN_HOUR = (Wish("minutes", "30"),)
BUS = {"kind": "bus", "line": "343", "place": "Mill House"}


def test_it_is_kept_up_to_the_minute_and_what_is_not_known_is_missed():
    person = Person("p", wishes=HALF_AN_HOUR, ways={"in": Way(30, BUS), "out": Way(31)})
    found = {
        one.peer: one for one in propose(person, [Peer("in"), Peer("out"), Peer("x")]).proposals
    }
    assert found["in"].reasons == (Reason("wish_minutes", {"value": "30", "minutes": "30", **BUS}),)
    assert found["out"].misfits == (Reason("missed_minutes", {"value": "30", "minutes": "31"}),)
    assert found["x"].misfits == (Reason("missed_minutes", {"value": "30"}),)
    assert [found[key].cost for key in ("in", "out", "x")] == [0.0, 100.0, 100.0]


def test_where_nothing_was_wished_about_it_the_way_is_told_and_weighs_nothing():
    (found,) = propose(Person("p", ways={"a": Way(12.5)}), [Peer("a")]).proposals
    assert (found.cost, found.reasons) == (0.0, (Reason("told_minutes", {"minutes": "12.5"}),))


MINUTES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 60), max_size=4)
WISHED = st.lists(st.sampled_from(["15", "30", "45"]), max_size=3, unique=True)


@given(st.lists(st.tuples(MINUTES, WISHED), max_size=6), st.lists(MINUTES, max_size=2))
def test_the_cost_of_a_pair_is_the_weight_of_what_it_misses(people, shared):
    """Also where several set out from one place and share what is known of the ways."""
    ways = [{key: Way(many) for key, many in one.items()} for one in shared]
    peers = [Peer(key) for key in "abcd"]
    rows = [
        Person(
            str(i),
            wishes=tuple(Wish("minutes", one) for one in wished),
            ways=ways[i % len(ways)] if ways and i % 2 else {k: Way(m) for k, m in known.items()},
        )
        for i, (known, wished) in enumerate(people)
    ]
    found = wishes.costs(rows, peers)
    for i, person in enumerate(rows):
        weights = wishes.weights(len(person.wishes))
        for k, peer in enumerate(peers):
            way = person.ways.get(peer.key)
            missed = [way is None or way.minutes > float(wish.value) for wish in person.wishes]
            expected = sum(w for w, is_missed in zip(weights, missed, strict=True) if is_missed)
            assert abs(found[i, k] - expected) < 1e-9


def test_the_whole_list_goes_to_whoever_is_near():
    """Each is near another peer; by chance the keys would bring them together crosswise."""
    north = Person("north", wishes=HALF_AN_HOUR, ways={"a": Way(50), "b": Way(10)})
    south = Person("south", wishes=HALF_AN_HOUR, ways={"a": Way(10), "b": Way(50)})
    found = batch.match([north, south], [Peer("a"), Peer("b")])
    assert {pair.person: pair.peer for pair in found.pairs} == {"north": "b", "south": "a"}
