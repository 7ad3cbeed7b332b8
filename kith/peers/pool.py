"""From rows to the values of the matching rules."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from kith.core import clock
from kith.peers.models import Peer, Seeking
from kith.peers.rules.matching import instance


def of(organization: UUID) -> tuple[list[instance.Peer], dict[str, str]]:
    """Who could be proposed now, and what they are called: one query."""
    rows = list(available(organization))
    return [as_value(row) for row in rows], {str(row.pk): row.first_name for row in rows}


def available(organization: UUID) -> "QuerySet[Peer]":
    """Signed off, working and not away today, with their load."""
    ready = Peer.objects.filter(organization_id=organization).ready_on(clock.today())
    return ready.with_load().select_related("member").order_by("member__name", "id")


def as_value(row: Peer) -> instance.Peer:
    """Needs `with_load()`."""
    return instance.Peer(
        key=str(row.pk),
        places=max(0, row.load_limit - row.load),  # type: ignore[attr-defined]
        languages=frozenset(row.member.languages),
        clearances=frozenset(row.clearances),
        traits={
            "experience": frozenset(row.experiences), "time": frozenset(row.times),
            "way": frozenset(row.ways),
            "gender": frozenset({row.gender}) if row.gender else frozenset(),
        },
    )  # fmt: skip


def person_of(row: Seeking) -> instance.Person:
    """Days waited are counted from `since`."""
    return instance.Person(
        key=str(row.person_id),
        languages=frozenset(row.languages),
        interpreter=row.interpreter,
        needs=frozenset(row.needs),
        vetoes=_keys(row.vetoes),
        excluded=_keys(row.excluded),
        knows=_keys(row.knows),
        wishes=tuple(instance.Wish(wish["kind"], wish["value"]) for wish in row.wishes),
        waited=(clock.now() - row.since).total_seconds() / 86400,
    )


def id_of(key: str) -> UUID:
    return UUID(key)


def _keys(ids: Iterable[UUID]) -> frozenset[str]:
    return frozenset(map(str, ids))
