"""A made-up waiting list: languages, clearances, wishes; about four pairs in ten may meet."""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.peers.rules.matching import assigning
from kith.peers.rules.matching.assigning import Arcs
from kith.peers.rules.matching.instance import Peer, Person, Wish

LANGUAGES = ("en", "es", "fa", "ar", "so", "pt", "fr", "zh")
SHARES = (55, 15, 6, 6, 5, 5, 4, 4)
KINDS = {
    "gender": ("woman", "man", "another"),
    "age": ("16-24", "25-39", "40-59", "60+"),
    "experience": ("grief", "migration", "addiction", "parenting", "psychosis", "anxiety",
                   "violence", "caring", "homelessness", "veteran"),
    "time": ("mornings", "afternoons", "evenings", "weekends"),
    "by": ("walking", "phone", "video", "home"),
}  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    """Who waits, and who could walk with them."""

    people: list[Person]
    peers: list[Peer]


def crowd(people: int, peers: int) -> Crowd:
    """The same one each time for a size."""
    chance = random.Random(f"{people}/{peers}")
    return Crowd([_person(chance, i) for i in range(people)],
                 [_peer(chance, i) for i in range(peers)])  # fmt: skip


def places(people: int, peers: int, share: float) -> NDArray[np.int64]:
    """`share` places for each person, unevenly spread."""
    chance = np.random.default_rng(7)
    return chance.multinomial(round(people * share), chance.dirichlet(np.full(peers, 8.0)))


def random_arcs(people: int, peers: int, allowed: float) -> Arcs:
    """Real costs between 0 and 100; `allowed` of the pairs may meet. The same for a size."""
    chance = np.random.default_rng(11)
    costs = chance.random((people, peers)) * 100
    costs[chance.random(costs.shape) > allowed] = np.inf
    return assigning.dense(costs)


def _person(chance: random.Random, i: int) -> Person:
    kinds = chance.sample(list(KINDS), chance.randint(2, 5))
    return Person(
        f"p{i}", languages=_spoken(chance, 1),
        needs=frozenset({"minors"}) if chance.random() < 0.15 else frozenset(),
        knows=frozenset(f"w{chance.randrange(1000)}" for _ in range(2)),
        wishes=tuple(Wish(kind, chance.choice(KINDS[kind])) for kind in kinds),
        waited=chance.randrange(1, 120 * 24),
    )  # fmt: skip


def _peer(chance: random.Random, i: int) -> Peer:
    return Peer(
        f"w{i}", languages=_spoken(chance, 2),
        clearances=frozenset({"minors"}) if chance.random() < 0.5 else frozenset(),
        traits={
            kind: frozenset(chance.sample(values, min(len(values), chance.randint(1, 3))))
            for kind, values in KINDS.items()
        },
    )  # fmt: skip


def _spoken(chance: random.Random, most: int) -> frozenset[str]:
    return frozenset(chance.choices(LANGUAGES, SHARES, k=most))
