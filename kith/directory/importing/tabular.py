"""CSV files of HSDS, of whatever year, as rows under HSDS 3 names."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kith.core import spreadsheets
from kith.directory.importing import names, opening, unfolding
from kith.directory.importing.names import key
from kith.directory.importing.records import Found, Loss, excerpt

Stream = Iterator[Found | Loss]


@dataclass(slots=True)
class Sheet:
    """One CSV file: its table, and HSDS names in the order of its columns."""

    path: Path
    name: str
    table: str
    heading: list[str]
    columns: list[str]
    link: tuple[str, str] | None = None
    fixed: dict[str, str] = field(default_factory=dict)
    prefix: str = ""


def sheet(path: Path, name: str, called: str = "") -> Sheet | None:
    """What a CSV file is, by its own name (or what a data package calls it) and its heading."""
    heading = [key(cell) for cell in next(raw_rows(path), [])]
    stem = key(called or Path(name).stem)
    if stem in names.LINKS:
        return Sheet(path, name, "", heading, heading, link=names.LINKS[stem])
    table = names.term_or_taxonomy(stem, set(heading)) or by_heading(set(heading))
    if not table or not heading:
        return None
    aliases = names.columns(table, set(heading))
    columns = [aliases.get(cell, cell) for cell in heading]
    # What only says again, from the other side, what another file says is not read.
    columns = ["" if names.BACKWARDS.fullmatch(column) else column for column in columns]
    fixed: dict[str, str] = {}
    if stem in names.POSTAL and "address_type" not in columns:
        fixed["address_type"] = "postal"
    if table == "attribute" and "link_id" not in columns:
        columns, entity = _linked(columns)
        fixed["link_entity"] = entity
    # Two files of one table number their rows each from one.
    prefix = f"{stem}:" if stem in names.SECOND_FILES else ""
    return Sheet(path, name, table, heading, columns, fixed=fixed, prefix=prefix)


def by_heading(heading: set[str]) -> str:
    """The table of a file with a strange name, where its heading leaves one possibility."""
    for table, needed in (
        ("schedule", {"weekday", "opens_at"}), ("schedule", {"byday", "opens_at"}),
        ("address", {"address_1", "postal_code"}),
        ("service_at_location", {"service_id", "location_id"}),
        ("location", {"name", "latitude", "longitude", "organization_id"}),
        ("service", {"name", "organization_id", "description", "status"}),
        ("organization", {"name", "legal_status", "tax_id"}),
    ):  # fmt: skip
        if needed <= heading and not (table == "service_at_location" and len(heading) > 5):
            return table
    return ""


def _linked(columns: list[str]) -> tuple[list[str], str]:
    """service_attributes.csv: service_id is what the attribute stands on."""
    for entity in ("service", "organization", "location", "program"):
        if f"{entity}_id" in columns:
            return ["link_id" if c == f"{entity}_id" else c for c in columns], entity
    return columns, ""


def raw_rows(path: Path) -> Iterator[list[str]]:
    """The cells of a CSV file, whatever its encoding and delimiter."""
    file, _guessed = opening.text(path)
    with file:
        start = file.read(64 * 1024)
        delimiter = spreadsheets.delimiter(start)
        file.seek(0)
        lines = (line.replace("\x00", "") if "\x00" in line else line for line in file)
        yield from csv.reader(lines, delimiter=delimiter)


def uses_24_hours(sheets: list[Sheet]) -> bool:
    """Whether the files' own hours are of a 24-hour clock: some time after 12:59, no am or pm."""
    seen = False
    for one in sheets:
        if one.table != "schedule":
            continue
        places = [i for i, c in enumerate(one.columns) if c in ("opens_at", "closes_at")]
        for row in islice(raw_rows(one.path), 1, 20_000):
            said = " ".join(row[i] for i in places if i < len(row)).lower()
            if re.search(r"\d\s*[ap]\.?m", said):
                return False
            seen = seen or bool(re.search(r"\b(1[3-9]|2[0-3]):\d\d", said))
    return seen


class Tables:
    """A set of CSV files. Iterating gives its rows; `rows` then says how many each file had."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self.sheets = sheets
        self.rows: dict[str, int] = {one.name: 0 for one in sheets}
        self.tables = {one.table for one in sheets if one.table}
        self.unfolder = unfolding.Unfolder(
            self.tables | {one.link[0] for one in sheets if one.link}
        )

    @property
    def is_24(self) -> bool:
        return uses_24_hours(self.sheets)

    def __iter__(self) -> Stream:
        for one in self.sheets:
            if one.link:
                yield from self._pairs(one)
        owners = self._owners()
        for one in self.sheets:
            if not one.link:
                yield from self._sheet(one, owners if one.table == "service" else {})

    def _pairs(self, one: Sheet) -> Stream:
        """A file of links: remembered, and given to the rows they belong to."""
        assert one.link is not None
        table, column = one.link
        for number, cells in self._cells(one):
            row = dict(zip(one.heading, cells, strict=False))
            theirs = {"phone": "phone_recordid", "address": "address_recordid",
                      "taxonomy_term": "taxonomy_recordid"}[table]  # fmt: skip
            others = [v for k, v in row.items() if k not in (theirs, "id", f"{table}_id") and v
                      and (k.endswith("_recordid") or k == column)]  # fmt: skip
            mine = row.get(theirs) or row.get(f"{table}_id") or ""
            if not mine or not others:
                yield Loss(one.name, number, table, column, "missing_value", True, excerpt(cells))
                continue
            self.unfolder.link(table, mine, column, others[0])

    def _owners(self) -> dict[str, str]:
        """Ohana hangs a service on a location, and only the location on an organization."""
        services = [one for one in self.sheets if one.table == "service"]
        if not services or any("organization_id" in one.columns for one in services):
            return {}
        places = [one for one in self.sheets if one.table == "location"]
        return {
            row["id"]: row.get("organization_id", "")
            for one in places
            for row in (dict(zip(one.columns, c, strict=False)) for c in raw_rows(one.path))
            if row.get("id")
        }

    def _sheet(self, one: Sheet, owners: dict[str, str]) -> Stream:
        columns = one.columns
        for number, said in enumerate(one.heading):
            if said and said in one.heading[:number]:
                yield Loss(one.name, 1, one.table, said[:120], "column_twice", False, said)
        guessed = opening.encoding_of(one.path)[1]
        twice = len(set(columns)) != len(columns)
        lists = sorted({column for column in columns if column[:1] == "@"})
        for number, cells in self._cells(one):
            if guessed and any("\ufffd" in cell or not cell.isascii() for cell in cells):
                words = next(c for c in cells if not c.isascii())
                yield Loss(one.name, number, one.table, "", "encoding", False, excerpt(words))
            if len(cells) != len(columns):
                yield from _uneven(one, number, cells)
            values: dict[str, Any] = dict(zip(columns, cells, strict=False))
            if twice:
                values = _first_given(columns, cells)
            if one.fixed:
                values.update(one.fixed)
            values.pop("", None)
            if owners:
                values["organization_id"] = owners.get(values.get("@location") or "", "")
            if one.prefix and values.get("id"):
                values["id"] = f"{one.prefix}{values['id']}"
            yield from self.unfolder.unfold(Found(one.table, values, one.name, number), lists)

    def _cells(self, one: Sheet) -> Iterator[tuple[int, list[str]]]:
        rows = raw_rows(one.path)
        next(rows, None)
        for number, cells in enumerate(rows, start=2):
            if not any(cells):
                continue
            self.rows[one.name] += 1
            yield number, cells


def _uneven(one: Sheet, number: int, cells: list[str]) -> Stream:
    if len(cells) < len(one.columns):
        yield Loss(one.name, number, one.table, "", "short_row", False, excerpt(cells))
    elif any(cells[len(one.columns) :]):
        extra = cells[len(one.columns) :]
        yield Loss(one.name, number, one.table, "", "extra_cells", False, excerpt(extra))


def _first_given(columns: list[str], cells: list[str]) -> dict[str, Any]:
    """Two columns of a file that mean the same: the first that says something."""
    values: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if not values.get(column):
            values[column] = cell
    return values


def preview(path: Path, count: int = 5) -> list[list[str]]:
    """The heading and the first rows, for somebody to look at."""
    return list(islice(chain(raw_rows(path)), count + 1))
