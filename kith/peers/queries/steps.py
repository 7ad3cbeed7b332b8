"""The ladder of one peer, and their own work: kinds, certificates, steps, renewal."""

from dataclasses import dataclass

from kith.accounts.models import Member
from kith.peers.models import Certificate, Peer, Promotion
from kith.peers.queries.standards import WorkPage, work_pages
from kith.peers.queries.training import RenewalBox, renewal_box
from kith.peers.rules.scopes import NEVER


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where somebody stands, and how they came there."""

    peer: Peer
    rungs: tuple[tuple[str, bool], ...]
    promotions: list[Promotion]


@dataclass(frozen=True, slots=True)
class MyWork:
    """What a peer's work is, and what they hold."""

    ladder: Ladder
    works: list[WorkPage]
    never: tuple[str, ...]
    certificates: list[Certificate]
    renewing: RenewalBox | None


def ladder(peer: Peer) -> Ladder:
    """One query."""
    rungs = tuple((step, step == peer.step) for step in Peer.Step.values)
    return Ladder(peer, rungs, list(peer.promotions.select_related("decided_by")))


def my_work(member: Member, peer: Peer) -> MyWork:
    """Six queries."""
    return MyWork(
        ladder=ladder(peer), works=work_pages(member, tuple(peer.works)), never=NEVER,
        certificates=list(peer.certificates.order_by("-issued_on", "-id")),
        renewing=renewal_box(peer),
    )  # fmt: skip
