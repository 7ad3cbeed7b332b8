"""Peers as options for somebody who asks. The wish tells nobody who they are."""

from collections.abc import Collection, Sequence

from kith.core.sources import Choice, Offer, Reason, Wish
from kith.directory.models import TaxonomyTerm
from kith.peers import pool, showing, ways
from kith.peers.experiences import WALKED
from kith.peers.models import Peer
from kith.peers.rules.matching import wishes
from kith.peers.rules.matching.instance import Person
from kith.peers.rules.matching.instance import Wish as Ranked
from kith.peers.rules.matching.proposing import MOST, Proposal, propose

NAME = "peers"
BEST = 0.8
"""A peer who keeps every wish stands beside a good service, not above the best one."""


class PeerOptions:
    """An `OptionSource` that also takes the choice: it becomes a match."""

    name = NAME

    def offers(self, wish: Wish, limit: int) -> Sequence[Offer]:
        """Two or three, for needs in which somebody who has lived it can walk along."""
        codes = _codes(wish)
        walked = [code for code in codes if code in WALKED]
        if codes and not walked:
            return []
        rows = {str(row.pk): row for row in pool.available(wish.organization)}
        person = Person(
            key="", languages=frozenset(wish.languages), ways=_ways(wish, rows.values()),
            wishes=tuple(Ranked("experience", code) for code in walked[: wishes.LONGEST]),
        )  # fmt: skip
        found = propose(person, [*map(pool.as_value, rows.values())], most=min(limit, MOST))
        return [_offer(one, rows[one.peer]) for one in found.proposals]

    def chosen(self, choice: Choice) -> None:
        """The person, or a member for them, chose this peer."""
        from kith.peers import actions  # the actions need the models, which need this room's apps

        actions.choose_as_option(choice=choice)


def _codes(wish: Wish) -> list[str]:
    found = dict(TaxonomyTerm.objects.filter(pk__in=wish.needs).values_list("id", "code"))
    return [found[need] for need in wish.needs if need in found]


def _ways(wish: Wish, rows: Collection[Peer]) -> ways.Ways:
    """From the place of an ask, where one was given."""
    if wish.latitude is None or wish.longitude is None:
        return {}
    start = wish.latitude, wish.longitude
    return ways.to_peers([start], rows).get(start, {})


def _offer(one: Proposal, peer: Peer) -> Offer:
    """Only reasons that the peer lets people read."""
    told = (reason for reason in one.reasons if showing.may_tell(peer, reason.code))
    return Offer(
        source=NAME,
        subject=pool.id_of(one.peer),
        title=peer.first_name,
        fits=BEST * (1 - one.cost / 200),
        reasons=(Reason("lived_it"), *told),
        misfits=(),
    )
