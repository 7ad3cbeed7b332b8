"""The log with names instead of ids."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from kith.accounts.models import Member
from kith.audit import words
from kith.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a page shows it. `who` is empty where nobody was signed in."""

    at: dt.datetime
    who: str
    verb: str
    subject: str
    subject_id: UUID | None
    detail: str


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries of one organisation with the names of its members; one query more."""
    entries = list(entries)
    names = dict(
        Member.objects.filter(pk__in={e.member_id for e in entries}).values_list("id", "name")
    )
    return [_line(entry, names) for entry in entries]


def batches(entries: Iterable[Entry], size: int = 2000) -> Iterator[Line]:
    """All lines, without holding all of them."""
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield from lines(batch)
            batch = []
    yield from lines(batch)


def _line(entry: Entry, names: dict[UUID, str]) -> Line:
    return Line(
        at=entry.at,
        who=names.get(entry.member_id, "") if entry.member_id else "",
        verb=words.verb(entry.verb),
        subject=words.subject(entry.subject_type) if entry.subject_type else "",
        subject_id=entry.subject_id,
        detail=", ".join(f"{key}: {_plain(value)}" for key, value in entry.detail.items()),
    )


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
