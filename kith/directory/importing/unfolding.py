"""One row that means several: a phone of six services, a service with its places in one cell."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product, zip_longest
from typing import Any

from kith.directory.importing.records import Found, Loss
from kith.directory.importing.values import plain

PARENTS = {
    "phone": ("service_id", "location_id", "organization_id", "contact_id"),
    "contact": ("service_id", "location_id", "organization_id"),
    "language": ("service_id", "location_id"),
    "address": ("location_id",),
    "schedule": ("service_id", "location_id"),
    "required_document": ("service_id",),
    "service_area": ("service_id",),
    "program": ("organization_id",),
}
# A list in a cell of a service or location: the table it becomes, its link back, its own column.
LISTS = {
    "@language": ("language", "name"), "@area": ("service_area", "name"),
    "@document": ("required_document", "document"), "@funding": ("funding", "source"),
    "@accessibility": ("accessibility", "description"),
    "@location": ("service_at_location", "location_id"),
    "@term": ("attribute", "taxonomy_term_id"),
}  # fmt: skip


class Unfolder:
    """Makes of each row read the rows it stands for. `present`: tables that have a file."""

    def __init__(self, present: set[str]) -> None:
        self._present = present
        self._links: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._used: set[tuple[str, str]] = set()

    def link(self, table: str, row_id: str, column: str, other: str) -> None:
        """Remember a pair from a file of links."""
        others = self._links[(table, plain(row_id))][column]
        if other not in others:
            others.append(other)

    def unfold(self, found: Found, lists: list[str]) -> Iterator[Found | Loss]:
        """The row, or the rows, it stands for. `lists`: its columns that hold a list."""
        values = found.values
        if self._links and (
            linked := self._links.get((found.table, plain(values.get("id") or "")))
        ):
            for column, others in linked.items():
                mine = _split(values.get(column))
                values[column] = ",".join(dict.fromkeys([*mine, *others]))
        if lists:
            yield from self._lists(found, lists)
        if found.table == "address" and not values.get("location_id"):
            yield from _postal_place(found)
        columns = PARENTS.get(found.table)
        if columns is None or not any("," in (values.get(c) or "") for c in columns):
            yield found
            return
        for number, parents in enumerate(_combinations(found.table, columns, values)):
            part = values | parents
            if number and values.get("id"):
                part["id"] = f"{values['id']}@{'+'.join(v for v in parents.values() if v)}"
            yield found._replace(values=part)

    def _lists(self, found: Found, lists: list[str]) -> Iterator[Found]:
        for column in lists:
            cell = found.values.pop(column, "")
            if column not in LISTS or not cell:
                continue
            table, own = LISTS[column]
            if table in self._present and column in ("@location", "@term"):
                continue  # the same is said by a file of its own
            for part in _split(cell):
                yield found._replace(table=table, values=_hung(found, table, own, part))


def _hung(found: Found, table: str, own: str, part: str) -> dict[str, Any]:
    owner = plain(found.values.get("id") or "")
    if table == "attribute":
        return {"link_id": owner, "link_entity": found.table, own: part,
                "id": f"{found.table}:{owner}:{part}"}  # fmt: skip
    link = f"{found.table}_id"
    return {link: owner, own: part, "id": f"{found.table}:{owner}:{part}"[:180]}


def _postal_place(found: Found) -> Iterator[Found | Loss]:
    """HSDS 1 let an address hang on an organization; HSDS 3 wants a location between them."""
    owner = plain(found.values.get("organization_id") or "")
    if not owner:
        return
    place = f"postal:{owner}"
    found.values["location_id"] = place
    values = {"id": place, "organization_id": owner, "location_type": "postal"}
    yield found._replace(table="location", values=values)
    yield Loss(found.file, found.row, "location", "", "place_made", False, owner)


def _combinations(
    table: str, columns: tuple[str, ...], values: dict[str, Any]
) -> Iterator[dict[str, str]]:
    """Hours of several services at several places hold for each pair; a phone belongs to each."""
    lists = [_split(values.get(column)) or [""] for column in columns]
    rows = product(*lists) if table == "schedule" else zip_longest(*lists, fillvalue="")
    for row in rows:
        yield dict(zip(columns, row, strict=True))


def _split(cell: Any) -> list[str]:
    """The parts of a list in a cell. Names may hold spaces, ids may not hold commas."""
    if isinstance(cell, list):
        return [plain(part) for part in cell if part]
    text = plain(cell or "")
    if not text:
        return []
    return list(dict.fromkeys(p.strip() for p in re.split(r"[,;|]", text) if p.strip()))
