"""How many places are free, of how many, and when they were counted."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.directory.actions.editing import Edit, edit_service
from kith.directory.models import Service, ServiceCapacity, Unit

Count = tuple[str, Decimal, Decimal | None, str]
"""What is counted, how many are free, of how many, in words."""


def set_free_places(
    *, service: Service, rows: Iterable[Mapping[str, Any]], by: Member, based_on: str = ""
) -> Edit:
    """Places free, of how many; `unit` says in words what is counted ("beds").

    A count that is new or changed is of now; one that stays keeps the moment it was counted at, so
    that a form sent twice is one change.
    """
    standing = service.capacities.filter(removed_at=None).select_related("unit")
    known = {_count(_said(row)): row.pk for row in standing}
    with transaction.atomic():
        counted = [_row(row, known) for row in rows]
        return edit_service("free-places", service=service, rows=counted, by=by, based_on=based_on)


def _row(row: Mapping[str, Any], known: Mapping[Count, Any]) -> dict[str, Any]:
    same = known.get(_count(row))
    if same is not None:
        return {"id": same}
    columns = ("id", "available", "maximum", "description")
    counted = {name: row[name] for name in columns if name in row}
    return counted | {"unit_id": _unit(str(row["unit"])).pk, "updated": clock.now()}


def _said(row: ServiceCapacity) -> dict[str, Any]:
    """A row that stands, as a form would say it."""
    names = ("available", "maximum", "description")
    return {"unit": row.unit.name, **{name: getattr(row, name) for name in names}}


def _count(row: Mapping[str, Any]) -> Count:
    most = row.get("maximum")
    limit = None if most is None else Decimal(most)
    words = str(row.get("description", ""))
    return str(row["unit"]).strip().casefold(), Decimal(row["available"]), limit, words


def _unit(name: str) -> Unit:
    """The unit of that name; made where nobody counted such things before."""
    found = Unit.objects.filter(name__iexact=name.strip(), removed_at=None).order_by("pk").first()
    return found or Unit.objects.create(name=name.strip())
