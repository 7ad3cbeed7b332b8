"""A round of matching as the coordinator looks it over."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.accounts.models import Member
from kith.core.refusals import NotYours
from kith.peers import access, experiences
from kith.peers.models import Peer, Round, RoundLine
from kith.peers.reason_words import with_names

SHOWN = 500
"""Lines of one page: the longest waiting. The others come in the next round."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A peer a line may go to. kept: how much of the wishes, in per cent by weight."""

    peer: UUID
    name: str
    kept: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One person. choices: best first, the suggested one before all others."""

    id: UUID
    reference: str
    days: int
    is_matched: bool
    is_ticked: bool
    choices: list[Choice]
    reasons: list[dict[str, Any]]
    misfits: list[dict[str, Any]]
    left_out: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """kept: of the wishes of those who are matched, in per cent by weight. is_best: no other way
    to serve the same people keeps more, and this is proved."""

    round: Round
    matched: list[LineRow]
    waiting: list[LineRow]
    hidden_count: int
    kept: int
    is_best: bool


def round_page(member: Member, round_id: UUID) -> RoundPage:
    """At most six queries, however many lines."""
    access.require(member, member.organization_id, *access.MATCHERS)
    rows = Round.objects.filter(organization_id=member.organization_id)
    found = rows.select_related("begun_by", "ended_by").filter(pk=round_id).first()
    if found is None:
        raise NotYours
    lines = list(found.lines.select_related("person").order_by("place", "id")[: SHOWN + 1])
    names = _names(lines)
    lived = experiences.names()
    shown = [_row(line, names, lived) for line in lines[:SHOWN]]
    costs = [line.cost for line in lines if line.cost is not None]
    hidden = found.lines.count() - SHOWN if len(lines) > SHOWN else 0
    return RoundPage(
        round=found,
        matched=[row for row in shown if row.is_matched],
        waiting=[row for row in shown if not row.is_matched],
        hidden_count=hidden,
        kept=round(100 - sum(costs) / len(costs)) if costs else 100,
        is_best=abs((found.objective or 0) - (found.bound or 0)) < 1e-6,
    )


def _names(lines: list[RoundLine]) -> dict[UUID, str]:
    ids = {line.peer_id for line in lines if line.peer_id}
    ids |= {UUID(other["peer"]) for line in lines for other in line.others}
    return dict(Peer.objects.filter(pk__in=ids).values_list("pk", "member__name"))


def _row(line: RoundLine, names: dict[UUID, str], lived: dict[str, str]) -> LineRow:
    own = [(line.peer_id, line.cost)] if line.peer_id and line.cost is not None else []
    others = [(UUID(other["peer"]), float(other["cost"])) for other in line.others]
    return LineRow(
        id=line.pk, reference=line.person.reference, days=line.days, is_matched=bool(own),
        is_ticked=bool(own) and not line.left_out,
        choices=[
            Choice(peer, names[peer], round(100 - cost))
            for peer, cost in [*own, *others]
            if peer in names
        ],
        reasons=with_names(line.reasons, lived), misfits=with_names(line.misfits, lived),
        left_out=line.left_out,
    )  # fmt: skip
