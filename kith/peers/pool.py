"""From rows to the values of the matching rules."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.core import clock
from kith.peers.models import Match, Peer, Seeking
from kith.peers.rules.matching import instance


def available(organization: UUID) -> "QuerySet[Peer]":
    """Signed off, working and not away today, with their load."""
    ready = Peer.objects.filter(organization_id=organization).ready_on(clock.today())
    return ready.with_load().select_related("member").order_by("member__name", "id")


def as_value(row: Peer) -> instance.Peer:
    """Needs `with_load()`."""
    return instance.Peer(
        key=str(row.pk),
        places=max(0, row.most_people - row.load),  # type: ignore[attr-defined]
        languages=frozenset(row.member.languages),
        clearances=frozenset(row.clearances),
        traits={
            "experience": frozenset(row.experiences), "time": frozenset(row.times),
            "way": frozenset(row.ways),
            "gender": frozenset({row.gender}) if row.gender else frozenset(),
        },
    )  # fmt: skip


def person_of(
    row: Seeking, asked: Iterable[UUID] | None = None,
    ways: Mapping[str, instance.Way] | None = None,
) -> instance.Person:  # fmt: skip
    """Days waited are counted from `since`. `asked`: where somebody has looked for all at once.
    `ways`: how long it is to the peers, where it matters who suits best."""
    before = asked_before([row])[row.pk] if asked is None else asked
    return instance.Person(
        key=str(row.person_id),
        languages=frozenset(row.languages),
        interpreter=row.interpreter,
        needs=frozenset(row.needs),
        vetoes=_keys(row.vetoes),
        vetoed_traits=tuple(instance.Wish(one["kind"], one["value"]) for one in row.unwanted),
        excluded=_keys(row.excluded),
        knows=_keys(row.knows),
        asked=_keys(before),
        wishes=tuple(instance.Wish(wish["kind"], wish["value"]) for wish in row.wishes),
        waited=(clock.now() - row.since).total_seconds() / 86400,
        ways=ways or {},
    )


def asked_before(rows: Sequence[Seeking]) -> dict[UUID, set[UUID]]:
    """For each who waits, the peers with whom one of the two has said no since then, or with whom
    it ended early. Those let go because another was chosen are not among them. One query."""
    by_person = {row.person_id: row for row in rows}
    said_no = Q(state="ended_early") | (Q(state="declined") & ~Q(side=""))
    found: dict[UUID, set[UUID]] = {row.pk: set() for row in rows}
    matches = Match.objects.filter(person__in=by_person).filter(said_no)
    for person, peer, state, at in matches.values_list("person", "peer", "state", "created_at"):
        if state == "ended_early" or at >= by_person[person].since:
            found[by_person[person].pk].add(peer)
    return found


def id_of(key: str) -> UUID:
    return UUID(key)


def _keys(ids: Iterable[UUID]) -> frozenset[str]:
    return frozenset(map(str, ids))
