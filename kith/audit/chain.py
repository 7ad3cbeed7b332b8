"""Adding to the log, and checking it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from kith.audit.models import Entry, Head
from kith.core import clock
from kith.core.ids import uuid7


class Actor(Protocol):
    """A member, as far as the log needs to know one."""

    id: UUID
    organization_id: UUID


def record(
    verb: str, *, by: Actor | None, organization: UUID, subject: models.Model | None = None,
    stream: str = "reads", **detail: Any,
) -> Entry:  # fmt: skip
    """Add an entry in the caller's transaction: if this fails, the reading fails with it.

    `detail` holds codes and counts, never what was read.
    """
    with transaction.atomic():
        head = _locked_head(organization, stream)
        entry = Entry(
            id=uuid7(),
            organization_id=organization,
            stream=stream,
            sequence=head.sequence + 1,
            at=clock.now(),
            member_id=by.id if by else None,
            verb=verb,
            subject_type=subject._meta.label_lower if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            detail=detail,
            previous=head.hash,
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        Head.objects.filter(pk=head.pk).update(sequence=entry.sequence, hash=entry.hash)
    return entry


def _locked_head(organization: UUID, stream: str) -> Head:
    """The chain's end, locked: two writers queue here, each sees the other's entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_head (id, organization_id, stream, sequence, hash)"
            " VALUES (%s, %s, %s, 0, '') ON CONFLICT (organization_id, stream) DO NOTHING",
            [uuid7(), organization, stream],
        )
    return Head.objects.select_for_update().get(organization_id=organization, stream=stream)


def digest(entry: Entry) -> str:
    """SHA-256 over every column but the hash itself, in a fixed order."""
    parts = [
        str(entry.id), str(entry.organization_id), entry.stream, entry.sequence,
        entry.at.isoformat(), str(entry.member_id), entry.verb, entry.subject_type,
        str(entry.subject_id), entry.detail, entry.previous,
    ]  # fmt: skip
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and how one sees it."""

    organization: UUID
    stream: str
    sequence: int
    what: str


def verify(organization: UUID) -> Iterator[Break]:
    """The first broken link of each of an organisation's chains."""
    for head in Head.objects.filter(organization_id=organization).order_by("stream"):
        entries = Entry.objects.filter(organization_id=organization, stream=head.stream)
        broken = _first_break(head, entries.order_by("sequence"))
        if broken:
            yield broken


def _first_break(head: Head, entries: models.QuerySet[Entry]) -> Break | None:
    expected, previous = 0, ""
    for entry in entries.iterator(chunk_size=2000):
        expected += 1
        what = _fault(entry, expected, previous)
        if what:
            return Break(head.organization_id, head.stream, expected, what)
        previous = entry.hash
    if (expected, previous) != (head.sequence, head.hash):
        return Break(head.organization_id, head.stream, expected + 1, "entries after this are gone")
    return None


def _fault(entry: Entry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return "an entry is missing or out of order"
    if entry.previous != previous:
        return "the entry does not follow the one before"
    if entry.hash != digest(entry):
        return "the entry was changed"
    return ""
