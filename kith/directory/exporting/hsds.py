"""Rows as nested HSDS objects: the same for a page of the API, a stream and a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from kith.directory.exporting import values
from kith.directory.exporting.gather import Gathered
from kith.directory.exporting.listed import LINKED
from kith.directory.exporting.tables import TABLES

Object = dict[str, Any]

MANY: dict[str, dict[str, str]] = {
    "organization": {
        "additional_websites": "url", "funding": "funding", "contacts": "contact",
        "phones": "phone", "locations": "location", "programs": "program",
        "organization_identifiers": "organization_identifier", "services": "service",
    },
    "service": {
        "additional_urls": "url", "phones": "phone", "schedules": "schedule",
        "service_areas": "service_area", "service_at_locations": "service_at_location",
        "languages": "language", "funding": "funding", "cost_options": "cost_option",
        "required_documents": "required_document", "contacts": "contact",
        "capacities": "service_capacity",
    },
    "service_at_location": {
        "service_areas": "service_area", "contacts": "contact", "phones": "phone",
        "schedules": "schedule",
    },
    "location": {
        "languages": "language", "addresses": "address", "contacts": "contact",
        "accessibility": "accessibility", "phones": "phone", "schedules": "schedule",
    },
    "contact": {"phones": "phone"},
    "phone": {"languages": "language"},
}  # fmt: skip
"""Table -> key -> the table whose rows hang on it."""

ONE: dict[str, dict[str, tuple[str, str]]] = {
    "service": {
        "organization": ("organization", "organization_id"),
        "program": ("program", "program_id"),
    },
    "service_at_location": {
        "location": ("location", "location_id"),
        "service": ("service", "service_id"),
    },
    "service_capacity": {"unit": ("unit", "unit_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
}
"""Table -> key -> the table and the column that names the one row there."""

BACK = {
    "service": {"organization": {"locations", "services"}, "service_at_location": {"service"}},
    "service_at_location": {
        "service": {"service_at_locations"},
        "organization": {"locations", "services"},
    },
    "organization": {"service": {"organization"}, "service_at_location": {"service"}},
}
"""Seen from a root, what would lead back to it, or too far, is left out of the others."""


class Nest:
    """Gathered rows, indexed by what they hang on."""

    def __init__(self, gathered: Gathered, root: str) -> None:
        self.gathered = gathered
        self.left_out = BACK.get(root, {})
        self.hanging: dict[tuple[str, str, UUID], list[Any]] = defaultdict(list)
        for name, rows in gathered.items():
            for row in rows.values():
                for owner, key in _owners(name, row):
                    self.hanging[name, owner, key].append(row)

    def object(self, name: str, row: Any) -> Object:
        """A row with everything that was gathered around it."""
        made = TABLES[name].row(row)
        skip = self.left_out.get(name, set())
        for key, (target, column) in ONE.get(name, {}).items():
            other = self.gathered.get(target, {}).get(getattr(row, column))
            if other is not None and key not in skip:
                made[key] = self.object(target, other)
        for key, child in MANY.get(name, {}).items():
            if key not in skip and child in self.gathered:
                self._put(made, key, child, self.hanging.get((child, name, row.pk), []))
        for key, child in (("attributes", "attribute"), ("metadata", "metadata")):
            self._put(made, key, child, self.hanging.get((child, name, row.pk), []))
        return made

    def _put(self, made: Object, key: str, child: str, rows: Iterable[Any]) -> None:
        found = [self.object(child, row) for row in rows]
        if found:
            made[key] = found


def _owners(name: str, row: Any) -> Iterator[tuple[str, UUID]]:
    """The tables and ids of the rows that a row hangs on."""
    if name in LINKED:
        entity, link = LINKED[name]
        yield getattr(row, entity), UUID(str(getattr(row, link)))
        return
    for owner in TABLES[name].of or TABLES[name].refers:
        yield owner, getattr(row, f"{owner}_id")


def objects(name: str, gathered: Gathered) -> Iterator[Object]:
    """The rows of one table in their order, nested."""
    nest = Nest(gathered, name)
    for row in gathered[name].values():
        yield nest.object(name, row)


def minimal(row: Any) -> Object:
    """Who is there and since when: for another directory that compares."""
    return {"id": str(row.pk), "last_modified": values.plain(row.modified_at)}
