"""The hard rules, each as a matrix of who it keeps apart; and how many each removed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kith.peers.rules.matching.instance import Peer, Person, Removed, Rule, Terms, Wish

One = TypeVar("One", Person, Peer)
Apart = NDArray[np.bool_]
"""(people x peers) True where the rule keeps the two apart."""


def apart(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> dict[Rule, Apart]:
    """A matrix for every rule that was not lifted."""
    return {
        rule: matrix(people, peers, terms)
        for rule, matrix in RULES.items()
        if rule not in terms.lifted
    }


def count(matrices: dict[Rule, Apart]) -> tuple[Removed, ...]:
    """What each rule removed, in the order of the rules."""
    if not matrices:
        return ()
    many = sum(matrix.astype(np.uint8) for matrix in matrices.values())
    return tuple(
        Removed(rule, int(matrix.sum()), int((matrix & (many == 1)).sum()))
        for rule, matrix in matrices.items()
    )


def allowed(matrices: dict[Rule, Apart], shape: tuple[int, int]) -> Apart:
    """Who may meet, all rules together."""
    kept: Apart = np.ones(shape, np.bool_)
    for matrix in matrices.values():
        kept &= ~matrix
    return kept


def _exclusion(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    return (
        _named(people, peers, lambda p: p.excluded) | _named(peers, people, lambda p: p.excluded).T
    )


def _veto(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    found = _named(people, peers, lambda p: p.vetoes)
    has: dict[Wish, Apart] = {}
    for row, person in enumerate(people):
        for wish in person.vetoed_traits:
            if wish not in has:
                has[wish] = np.array([_has(p, wish) for p in peers], np.bool_)
            found[row] |= has[wish]
    return found


def _has(peer: Peer, wish: Wish) -> bool:
    """ "Not somebody who speaks my language" is said where a community is small."""
    if wish.kind == "language":
        return wish.value in peer.languages
    return wish.value in peer.traits.get(wish.kind, ())


def _conflict(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    known = _named(people, peers, lambda p: p.knows) | _named(peers, people, lambda p: p.knows).T
    return known | share([p.ties for p in people], [p.ties for p in peers])


def _asked(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    return _named(people, peers, lambda p: p.asked)


def _clearance(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    found = np.zeros((len(people), len(peers)), np.bool_)
    for needs, rows in _alike(people, lambda p: p.needs):
        found[rows] = [not needs <= peer.clearances for peer in peers]
    return found


def _language(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    """Unknown is not "none": where a person's languages are not known, nobody is removed."""
    found = ~share([p.languages for p in people], [p.languages for p in peers])
    for row, person in enumerate(people):
        is_helped = person.interpreter and bool(person.languages & terms.interpreters)
        if is_helped or not person.languages:
            found[row] = False
    return found


def _capacity(people: Sequence[Person], peers: Sequence[Peer], terms: Terms) -> Apart:
    full = np.array([peer.places <= 0 for peer in peers], np.bool_)
    return np.repeat(full[None, :], len(people), axis=0)


RULES: dict[Rule, Callable[[Sequence[Person], Sequence[Peer], Terms], Apart]] = {
    Rule.EXCLUSION: _exclusion,
    Rule.VETO: _veto,
    Rule.CONFLICT: _conflict,
    Rule.ASKED: _asked,
    Rule.CLEARANCE: _clearance,
    Rule.LANGUAGE: _language,
    Rule.CAPACITY: _capacity,
}


def share(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Apart:
    """(left x right) True where the two sets have something in common: a product of 0/1 matrices,
    exact in single precision up to sixteen million words."""
    words = {word: i for i, word in enumerate(sorted(set().union(*left) & set().union(*right)))}
    if not words:
        return np.zeros((len(left), len(right)), np.bool_)
    both: Apart = (_as_rows(left, words) @ _as_rows(right, words).T) > 0
    return both


def _as_rows(sets: Sequence[frozenset[str]], words: dict[str, int]) -> NDArray[np.float32]:
    rows = np.zeros((len(sets), len(words)), np.float32)
    for row, found in enumerate(sets):
        rows[row, [words[word] for word in found if word in words]] = 1
    return rows


def _named(
    rows: Sequence[One], columns: Sequence[Person] | Sequence[Peer],
    names: Callable[[One], frozenset[str]],
) -> Apart:  # fmt: skip
    found = np.zeros((len(rows), len(columns)), np.bool_)
    place = {one.key: i for i, one in enumerate([*columns])}
    for row, one in enumerate(rows):
        found[row, [place[key] for key in names(one) if key in place]] = True
    return found


def _alike(
    people: Sequence[Person], of: Callable[[Person], frozenset[str]]
) -> Iterable[tuple[frozenset[str], list[int]]]:
    groups: dict[frozenset[str], list[int]] = {}
    for row, person in enumerate(people):
        groups.setdefault(of(person), []).append(row)
    return groups.items()
