"""Adding to the log. `verify`, `verify_all` and `export_heads` check it."""

import json
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from kith.audit import signing
from kith.audit.models import Entry, Head
from kith.audit.verifying import Break, SignedHead, export_heads, verify, verify_all
from kith.core import clock
from kith.core.ids import uuid7

__all__ = ["Break", "SignedHead", "export_heads", "record", "verify", "verify_all"]


class Actor(Protocol):
    """A member, as far as the log needs to know one."""

    id: UUID
    organization_id: UUID


def record(
    verb: str, *, by: Actor | None, organization: UUID, subject: models.Model | None = None,
    stream: str = "reads", **detail: Any,
) -> Entry:  # fmt: skip
    """Add an entry in the caller's transaction: if this fails, the reading fails with it.

    `detail` holds codes and counts, never what was read. Two writers to one chain queue at
    its head until the first has committed: give what is frequent a stream of its own.
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
            detail=_as_stored(detail),
            previous=head.hash,
        )
        entry.hash = signing.entry_digest(entry)
        entry.save(force_insert=True)
        _move(head, entry)
    return entry


def _locked_head(organization: UUID, stream: str) -> Head:
    """The chain's end, locked: two writers queue here, each sees the other's entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_head (id, organization_id, stream, sequence, hash, signature)"
            " VALUES (%s, %s, %s, 0, '', %s) ON CONFLICT (organization_id, stream) DO NOTHING",
            [uuid7(), organization, stream, signing.head_signature(organization, stream, 0, "")],
        )
    return Head.objects.select_for_update().get(organization_id=organization, stream=stream)


def _move(head: Head, entry: Entry) -> None:
    signature = signing.head_signature(
        entry.organization_id, entry.stream, entry.sequence, entry.hash
    )
    Head.objects.filter(pk=head.pk).update(
        sequence=entry.sequence, hash=entry.hash, signature=signature
    )


def _as_stored(detail: dict[str, Any]) -> dict[str, Any]:
    """As it will come back from the column, or the digest would not match: no sets, no floats."""
    return json.loads(json.dumps(detail, default=str), parse_float=str)
