"""Checking the log: the first broken link of each chain, and heads to keep elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Max, OuterRef, Subquery

from kith.audit import signing, tenants
from kith.audit.models import Entry, Head

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and how one sees it."""

    organization: UUID
    stream: str
    sequence: int
    what: str


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The end of a chain at a moment, to be kept where this database's admin cannot reach."""

    organization: UUID
    stream: str
    sequence: int
    hash: str
    signature: str


def export_heads(organization: UUID | None = None) -> list[SignedHead]:
    """The ends of all chains that may be seen now, or of every organisation one after the other."""
    if organization is None:
        return [head for each in tenants.walk() for head in export_heads(each)]
    heads = Head.objects.filter(organization_id=organization).order_by("stream")
    return [SignedHead(organization, h.stream, h.sequence, h.hash, h.signature) for h in heads]


def verify_all(known: Iterable[SignedHead] = ()) -> Iterator[Break]:
    """The first broken link of every chain of the installation."""
    kept, seen = list(known), set()
    for organization in tenants.walk():
        seen.add(organization)
        yield from verify(organization, kept)
    for head in kept:
        if head.organization not in seen:
            yield Break(head.organization, head.stream, head.sequence, "its organisation is gone")


def verify(organization: UUID, known: Iterable[SignedHead] = ()) -> Iterator[Break]:
    """The first broken link of each of an organisation's chains.

    `known` are heads exported earlier: a chain that was set back to an older end, or removed with
    its head, is found only against them. Needs `acting_for(organization)`.
    """
    kept = [head for head in known if head.organization == organization]
    entries = Entry.objects.filter(organization_id=organization)
    heads = {h.stream: h for h in _heads(organization)}
    streams = {*heads, *entries.values_list("stream", flat=True).distinct()}
    for stream in sorted(streams | {head.stream for head in kept}):
        what = _first_break(heads.get(stream), entries.filter(stream=stream)) or _set_back(
            entries.filter(stream=stream), [head for head in kept if head.stream == stream]
        )
        if what:
            yield Break(organization, stream, *what)


def _heads(organization: UUID) -> models.QuerySet[Head]:
    """Heads with `last`, the highest entry seen by the same statement: others may be writing."""
    entries = Entry.objects.filter(organization_id=organization, stream=OuterRef("stream"))
    last = entries.order_by().values("stream").annotate(last=Max("sequence")).values("last")
    return Head.objects.filter(organization_id=organization).annotate(last=Subquery(last))


def _first_break(head: Head | None, entries: models.QuerySet[Entry]) -> tuple[int, str] | None:
    end = head.sequence if head else 0
    expected, previous = 0, ""
    for entry in entries.filter(sequence__lte=end).order_by("sequence").iterator(chunk_size=BATCH):
        expected += 1
        if what := _fault(entry, expected, previous):
            return expected, what
        previous = entry.hash
    if head is None:
        return (1, "the end of the chain was removed") if entries.exists() else None
    if expected < end:
        return expected + 1, "entries after this are gone"
    return _fault_of_head(head, previous)


def _fault(entry: Entry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return "an entry is missing or out of order"
    if entry.previous != previous:
        return "the entry does not follow the one before"
    if entry.hash != signing.entry_digest(entry):
        return "the entry was changed"
    return ""


def _fault_of_head(head: Head, previous: str) -> tuple[int, str] | None:
    signature = signing.head_signature(head.organization_id, head.stream, head.sequence, head.hash)
    if head.signature != signature or head.hash != previous:
        return head.sequence + 1, "the end of the chain was changed"
    if (head.last or 0) > head.sequence:  # type: ignore[attr-defined]
        return head.sequence + 1, "entries stand after the end of the chain"
    return None


def _set_back(entries: models.QuerySet[Entry], kept: list[SignedHead]) -> tuple[int, str] | None:
    for head in sorted(kept, key=lambda head: head.sequence):
        signature = signing.head_signature(head.organization, head.stream, head.sequence, head.hash)
        if head.signature != signature:
            return head.sequence, "the kept end of the chain is not from this installation"
        if head.sequence and not entries.filter(sequence=head.sequence, hash=head.hash).exists():
            return head.sequence, "the chain was set back: it went further once"
    return None
