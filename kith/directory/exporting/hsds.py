"""Rows as nested HSDS objects: the same for a page of the API, a stream and a file."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    "service": {
        "organization": {"locations", "programs", "services"},
        "service_at_location": {"service"},
    },
    "service_at_location": {
        "service": {"service_at_locations"},
        "organization": {"locations", "programs", "services"},
    },
    "organization": {"service": {"organization"}, "service_at_location": {"service"}},
}
"""Seen from a root, what would lead back to it, or too far, is left out of the others. Also what is
only known in part: the programs of an organization are not all among those of some services."""


Hanging = dict[UUID, list[Any]]
"""Id of the owner -> the rows that hang on it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to nest in a row of a table, given what was gathered."""

    one: list[tuple[str, str, str, dict[UUID, Any]]]
    """Key, table, column that names the one row, rows of that table."""
    many: list[tuple[str, str, Hanging]]
    """Key, table, rows that hang on the row."""


class Nest:
    """Gathered rows, indexed by what they hang on. A row that is seen again (the organization of
    many services) is made once and told again: nobody changes what was made."""

    def __init__(self, gathered: Gathered, root: str) -> None:
        self.gathered = gathered
        self.left_out = BACK.get(root, {})
        self.hanging: dict[tuple[str, str], Hanging] = {}
        self.plans: dict[str, Plan] = {}
        self.made: dict[tuple[str, UUID], Object] = {}
        for name, rows in gathered.items():
            self._hang(name, list(rows.values()))

    def _hang(self, name: str, rows: list[Any]) -> None:
        if name in LINKED:
            entity, link = LINKED[name]
            for row in rows:
                owner = self.hanging.setdefault((name, getattr(row, entity)), {})
                owner.setdefault(UUID(str(getattr(row, link))), []).append(row)
            return
        for field in TABLES[name].of or TABLES[name].refers:
            owner, column = self.hanging.setdefault((name, field), {}), f"{field}_id"
            for row in rows:
                owner.setdefault(getattr(row, column), []).append(row)

    def _plan(self, name: str) -> Plan:
        skip = self.left_out.get(name, set())
        one = [
            (key, target, column, self.gathered.get(target, {}))
            for key, (target, column) in ONE.get(name, {}).items() if key not in skip
        ]  # fmt: skip
        children = {k: c for k, c in MANY.get(name, {}).items() if k not in skip}
        children |= {"attributes": "attribute", "metadata": "metadata"}
        many = [
            (key, child, self.hanging[child, name])
            for key, child in children.items() if self.hanging.get((child, name))
        ]  # fmt: skip
        return Plan(one, many)

    def object(self, name: str, row: Any) -> Object:
        """A row with everything that was gathered around it."""
        known = self.made.get((name, row.pk))
        if known is not None:
            return known
        plan = self.plans.get(name)
        if plan is None:
            plan = self.plans[name] = self._plan(name)
        made = TABLES[name].row(row)
        for key, target, column, rows in plan.one:
            other = rows.get(getattr(row, column))
            if other is not None:
                made[key] = self.object(target, other)
        for key, child, hanging in plan.many:
            found = hanging.get(row.pk)
            if found:
                made[key] = [self.object(child, one) for one in found]
        self.made[name, row.pk] = made
        return made


def objects(name: str, gathered: Gathered) -> Iterator[Object]:
    """The rows of one table in their order, nested."""
    nest = Nest(gathered, name)
    for row in gathered[name].values():
        yield nest.object(name, row)


def minimal(row: Any) -> Object:
    """Who is there and since when: for another directory that compares."""
    return {"id": str(row.pk), "last_modified": values.plain(row.modified_at)}
