"""What the organisation's periods were before."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps

from kith.accounts.models import Member, Organization
from kith.connections.models import Keeping
from kith.connections.models.keeping import AfterClosing, Notices


@dataclass(frozen=True, slots=True)
class Before:
    """Since when which periods held, and who changed them after."""

    since: dt.datetime
    after_closing: str
    notices: str
    by: str


def changes_of(organization: Organization) -> list[Before]:
    """Newest first; two queries."""
    history = apps.get_model("connections", "KeepingEvent")
    rows = history._default_manager.filter(pgh_obj_id=organization.pk).order_by("-pgh_id")[:50]
    names = {str(pk): name for pk, name in Member.objects.values_list("pk", "name")}
    return [
        Before(
            since=row.since,
            after_closing=str(AfterClosing(row.after_closing).label),
            notices=str(Notices(row.notices).label),
            by=names.get(str((row.pgh_context or {}).get("member")), ""),
        )
        for row in rows
    ]


def by_organization() -> list[tuple[str, str]]:
    """(name, how long after closing) of each organisation that takes requests; one query each."""
    rows = {row.pk: row for row in Keeping.objects.all()}
    asked = Organization.objects.filter(takes_requests=True).order_by("name", "id")
    usual = Keeping()
    return [
        (each.name, rows.get(each.pk, usual).get_after_closing_display()) for each in asked
    ]  # fmt: skip
