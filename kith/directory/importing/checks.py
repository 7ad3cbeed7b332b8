"""One row after the other: checked, named for good, and written as the database will take it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson

from kith.directory.importing import names, schedules, standing
from kith.directory.importing.records import Found, Loss, Problems, RowLost
from kith.directory.importing.tables import MODELS, NULL, Column, Table, table
from kith.directory.importing.values import Altered, is_yes, plain
from kith.directory.models.location import Confidentiality

_SEVERAL = re.compile(r"[\w:-]+(\s*,\s*[\w:-]+)+")
"""Ids with commas between them; a comma in an id made of words has a space beside it."""
SEPARATOR = "\x1f"
Line = tuple[str, str]
"""A table and one line of COPY text for it."""


def stable_id(source: bytes, table_name: str, external_id: str) -> str:
    """uuid5 (RFC 9562) of the source, the table and the id the row has there, as 32 digits.

    The same as `uuid.uuid5(source, f"{table}:{id}")`, several times as fast.
    """
    said = source + f"{table_name}:{external_id}".encode()
    digits = hashlib.sha1(said, usedforsecurity=False).hexdigest()
    return f"{digits[:12]}5{digits[13:16]}{_VARIANT[digits[16]]}{digits[17:32]}"


_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The two bits of RFC 9562 in the digit that carries them."""


class Checker:
    """Turns found rows into lines. Keeps counts of what was read and lost on the way."""

    def __init__(self, source: UUID, files: dict[str, int], is_24: bool = False) -> None:
        self._source = source.bytes
        self._files = files
        self._is_24 = is_24
        self._problems = Problems()
        self.read: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.given: set[tuple[str, str]] = set()
        self._shapes: dict[tuple[str, tuple[str, ...]], list[tuple[int, Column]]] = {}
        self.excluded: list[str] = []
        """Ids of organisations their source does not want shown."""

    def take_losses(self) -> list[Loss]:
        """The losses since the last call."""
        losses, self._problems.losses = self._problems.losses, []
        return losses

    def lines(self, found: Found) -> Iterator[Line]:
        """The lines a row becomes: one, none when it is lost, several for several hours."""
        self._problems.at(found)
        if not (ours := table(found.table).ours).isdisjoint(found.values):
            for column in ours & found.values.keys():
                del found.values[column]  # who looks after a listing is not for a file to say
        try:
            standing.mark(found.table, found.values, self._problems)
            parts = self._parts(found)
        except RowLost as lost:
            self.read[found.table] += 1
            self._lose(found, lost)
            return
        for number, values in enumerate(parts):
            self.read[found.table] += 1
            try:
                yield found.table, self._line(found, values, number)
            except RowLost as lost:
                self._lose(found, lost)

    def _lose(self, found: Found, lost: RowLost) -> None:
        self.lost[found.table] += 1
        if lost.reason == "excluded" and found.table == "organization":
            given = self._external_id(found, found.values, 0)
            self.excluded.append(stable_id(self._source, "organization", given))
        self._problems.lost(lost.column, lost.reason, lost.raw)

    def _parts(self, found: Found) -> list[dict[str, Any]]:
        """Rules that look at a whole row before its values are checked one by one."""
        if beside := _TEXT_BESIDE.get(found.table):
            text, number = beside
            found.values[number] = found.values.pop(text, None) or found.values.get(number)
        if found.table == "schedule":
            return schedules.rows(found.values, self._problems, self._is_24)
        rule = _ROW_RULES.get(found.table)
        if rule:
            rule(found.values, self._problems)
        if found.table == "attribute":
            entity, link = found.values["link_entity"], plain(found.values["link_id"])
            found.values["link_id"] = stable_id(self._source, entity, link)
        if found.table == "metadata" and found.values.get("resource_id"):
            entity = names.table_of(plain(found.values.get("resource_type") or ""))
            if entity in MODELS:
                resource = plain(found.values["resource_id"])
                here = stable_id(self._source, entity, resource)
                found.values["resource_id"] = str(UUID(here))
        return [found.values]

    def _line(self, found: Found, values: dict[str, Any], number: int) -> str:
        spec = table(found.table)
        cells, raws, filled = self._cells(spec, values)
        self._in_order(spec, cells)
        external = self._external_id(found, values, number)
        head = (
            stable_id(self._source, found.table, external), external, self._extra(spec, values),
            str(self._files[found.file]), str(found.row), str(filled), "t" if found.nested else "f",
        )  # fmt: skip
        return escape(SEPARATOR.join((*head, *cells, *raws)))

    def _cells(self, spec: Table, values: dict[str, Any]) -> tuple[list[str], list[str], int]:
        """Checked values in the order of the table, the ids that links had, how many were given."""
        cells, raws, filled = list(spec.empty), [""] * len(spec.links), 0
        for place, column in self._columns(spec, tuple(values)):
            raw = values[column.name]
            value = self._value(column, raw) if raw is not None and raw != "" else None
            if value is None or value == "":
                continue
            filled += 1
            if column.target:
                cells[place] = stable_id(self._source, column.target, value)
                raws[spec.links.index(column)] = value[:200]
            else:
                cells[place] = value
        for place, column in spec.needed:
            if cells[place] == column.empty:
                raise RowLost(column.lost, column.name, values.get(column.name) or "")
        return cells, raws, filled

    def _columns(self, spec: Table, said: tuple[str, ...]) -> list[tuple[int, Column]]:
        """The columns a row speaks of. Rows of one file have one shape: it is looked at once."""
        shape = (spec.name, said)
        if shape not in self._shapes:
            places = [(i, c) for i, c in enumerate(spec.columns) if c.name in said]
            self._shapes[shape] = places
            self.given |= {(spec.name, column.column) for _place, column in places}
        return self._shapes[shape]

    def _value(self, column: Column, raw: Any) -> str | None:
        try:
            value = column.clean(raw)
        except Altered as altered:
            self._problems.altered(column.name, altered.reason, raw)
            return altered.value
        if column.target and value and "," in value and _SEVERAL.fullmatch(value):
            self._problems.altered(column.name, "first_of_several", raw)
            return value.split(",", 1)[0].strip()
        return value

    def _in_order(self, spec: Table, cells: list[str]) -> None:
        """Pairs that a constraint of the database would refuse."""
        pair = _PAIRS.get(spec.name)
        if pair is None:
            return
        low_name, high_name, reason = pair
        first, last = spec.place(low_name), spec.place(high_name)
        low, high = cells[first], cells[last]
        if low == NULL or high == NULL:
            return
        is_wrong = int(low) > int(high) if reason == "ages_not_in_order" else low > high
        if is_wrong:
            self._problems.altered(high_name, reason, f"{low} {high}")
            cells[first] = cells[last] = NULL

    def _external_id(self, found: Found, values: dict[str, Any], number: int) -> str:
        """The id the row has in its source; where it has none, what it says tells it apart."""
        given = plain(values.get("id") or "").replace(SEPARATOR, "").replace(NULL, "")
        if not given:
            given = natural_id(found.values)
            if not given:
                raise RowLost("empty_row")
        if number:
            given = f"{given}#{number + 1}"
        return given if len(given) <= 200 else natural_id({"id": given})

    def _extra(self, spec: Table, values: dict[str, Any]) -> str:
        """What HSDS has no column for, kept aside and never shown."""
        rest = {
            k: v for k, v in values.items()
            if k not in spec.known and v is not None and v != "" and v != [] and v != {}
        }  # fmt: skip
        if not rest:
            return "{}"
        words = orjson.dumps(
            rest, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS, default=str
        )
        return words.decode().replace("\\u0000", "") if len(words) < 20_000 else "{}"


def natural_id(values: dict[str, Any]) -> str:
    """An id made of all that a row says, for rows that came without one."""
    said = sorted(f"{k}={plain(v)}" for k, v in values.items() if v not in (None, "", [], {}))
    if not said:
        return ""
    digest = hashlib.sha1("\n".join(said).encode(errors="replace"), usedforsecurity=False)
    return f"~{digest.hexdigest()[:24]}"


def escape(line: str) -> str:
    """COPY text: fields were joined by a separator no text contains any more."""
    if "\\" in line:
        line = line.replace("\\", "\\\\")
    if "\n" in line or "\t" in line or "\r" in line:
        line = line.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return line.replace(SEPARATOR, "\t").replace(NULL, "\\N")


_PAIRS = {
    "service": ("minimum_age", "maximum_age", "ages_not_in_order"),
    "cost_option": ("valid_from", "valid_to", "dates_not_in_order"),
}


def _location(values: dict[str, Any], problems: Problems) -> None:
    """Both coordinates or none, on Earth; none at all for a place that is not public."""
    if is_yes(values.pop("is_virtual", "") or ""):
        values["location_type"] = "virtual"
    if is_yes(values.pop("is_confidential", "") or ""):
        values["confidentiality"] = Confidentiality.HIDDEN
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude in (None, "") and longitude in (None, ""):
        return
    try:
        point = float(plain(latitude)), float(plain(longitude))
    except ValueError:
        point = (999.0, 999.0)
    reason = ""
    if point == (0.0, 0.0):
        reason = "zero_coordinates"
    elif not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        reason = "bad_coordinates"
    if reason and values.get("confidentiality") in (None, "", "full"):
        problems.altered("latitude", reason, f"{latitude} {longitude}")
    if reason or values.get("confidentiality") not in (None, "", "full"):
        values["latitude"] = values["longitude"] = None


def _attribute(values: dict[str, Any], problems: Problems) -> None:
    """What an attribute stands on, by the name of its table and the id that row gets here."""
    entity = names.table_of(plain(values.get("link_entity") or ""))
    if entity not in MODELS or not values.get("link_id"):
        raise RowLost("orphan", "link_entity", values.get("link_entity", ""))
    values["link_entity"] = entity


def _language(values: dict[str, Any], problems: Problems) -> None:
    """The code from the name where only a name is given, and the other way round."""
    if not values.get("code") and values.get("name"):
        values["code"] = values["name"]
    if not values.get("name") and not values.get("code") and not values.get("note"):
        raise RowLost("missing_value", "name")


def _organization(values: dict[str, Any], problems: Problems) -> None:
    """ "Founded January 01, 1970" is the year 1970; nobody is its own parent."""
    founded = plain(values.get("year_incorporated") or "")
    if len(founded) > 4 and (year := re.search(r"\b(1[0-9]|20)\d\d\b", founded)):
        values["year_incorporated"] = year[0]
    parent = values.get("parent_organization_id")
    if parent and plain(parent) == plain(values.get("id") or ""):
        problems.altered("parent_organization_id", "orphan_dropped", parent)
        values["parent_organization_id"] = None


def _term(values: dict[str, Any], problems: Problems) -> None:
    if values.get("parent_id") and plain(values["parent_id"]) == plain(values.get("id") or ""):
        problems.altered("parent_id", "orphan_dropped", values["parent_id"])
        values["parent_id"] = None


def _metadata(values: dict[str, Any], problems: Problems) -> None:
    if not (values.get("resource_id") or values.get("last_action_date")):
        raise RowLost("missing_value", "resource_id")


_TEXT_BESIDE = {
    "phone": ("extension_text", "extension"), "schedule": ("timezone_name", "timezone"),
}  # fmt: skip
"""What Kith's own exports say in words where HSDS has only a number."""

_ROW_RULES = {
    "location": _location, "attribute": _attribute, "language": _language,
    "organization": _organization, "taxonomy_term": _term, "metadata": _metadata,
}  # fmt: skip
