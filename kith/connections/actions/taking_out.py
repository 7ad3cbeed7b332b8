"""CSV out, by role, without anything sealed or personal. Each export is recorded."""

import csv
import io

from django.db import transaction
from django.db.models import Count, Q

from kith.accounts.models import Member
from kith.audit import chain
from kith.connections import access
from kith.connections.lifecycle import REQUEST
from kith.core.spreadsheets import harmless

REQUEST_COLUMNS = (
    "reference", "state", "channel", "asked_by", "language", "obstacles", "owner", "next_step",
    "due_at", "created_at", "closed_at", "closed_reason", "helped",
)  # fmt: skip
PEOPLE_COLUMNS = ("reference", "language", "since", "requests", "open_requests", "contacts")


def requests_csv(*, by: Member) -> str:
    """The requests this member may see, one a line; recorded before it is given."""
    access.require_care(by, by.organization_id)
    requests = access.requests_for(by).select_related("owner").order_by("created_at", "id")
    with transaction.atomic():
        rows = [
            (
                row.reference, row.state, row.channel, row.asked_by, row.language,
                " ".join(row.obstacles), row.owner.name if row.owner else "", row.next_step,
                row.due_at, row.created_at, row.closed_at, row.closed_reason, row.helped,
            )
            for row in requests
        ]  # fmt: skip
        return _written(by, "requests", REQUEST_COLUMNS, rows)


def people_csv(*, by: Member) -> str:
    """The people this member may open: no names, numbers, places or words."""
    access.require_care(by, by.organization_id)
    ended = Q(requests__state__in=REQUEST.final)
    people = access.people_for(by).annotate(
        request_count=Count("requests", distinct=True),
        open_count=Count("requests", filter=~ended, distinct=True),
        contact_count=Count("contacts", distinct=True),
    )
    with transaction.atomic():
        rows = [
            (
                person.reference, person.language, person.created_at.date(), person.request_count,
                person.open_count, person.contact_count,
            )
            for person in people.order_by("created_at", "id")
        ]  # fmt: skip
        return _written(by, "people", PEOPLE_COLUMNS, rows)


def _written(by: Member, what: str, columns: tuple[str, ...], rows: list[tuple]) -> str:
    chain.record(
        "exported", by=by, organization=by.organization_id, stream="exports", what=what,
        rows=len(rows),
    )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue()
