"""HSDS JSON: records inside records, taken apart into rows of tables.

A service with its organization, a location with its services, a page of an API, a bundle of all;
keys in the singular, the plural, or misspelt. Whatever hangs on a record is given its link back.
"""

from collections.abc import Iterator
from typing import Any

from kith.directory.importing import names
from kith.directory.importing.checks import natural_id
from kith.directory.importing.names import key
from kith.directory.importing.records import Found, Loss, excerpt
from kith.directory.importing.tables import MODELS, table
from kith.directory.importing.values import plain

DEEPEST = 12
BARE = {"phone": "number", "language": "name", "url": "url", "schedule": "hours",
        "required_document": "document", "service_area": "name", "funding": "source",
        "accessibility": "description", "contact": "name", "address": "address_1",
        "attribute": "value", "cost_option": "option", "program": "name"}  # fmt: skip
"""What a bare string stands for where a record is expected."""

BELONGS_TO = {
    "service": {"organization", "program"}, "service_at_location": {"service", "location"},
    "attribute": {"taxonomy_term"}, "taxonomy_term": {"taxonomy"}, "service_capacity": {"unit"},
    "location": {"organization"}, "program": {"organization"},
}  # fmt: skip
LINKED = {
    "organization": {"service", "location", "program", "contact", "phone", "funding", "schedule",
                     "organization_identifier", "url"},
    "service": {"service_at_location", "contact", "phone", "schedule", "language", "service_area",
                "cost_option", "required_document", "funding", "service_capacity", "url"},
    "location": {"service_at_location", "contact", "phone", "schedule", "language", "address",
                 "accessibility"},
    "service_at_location": {"contact", "phone", "schedule", "service_area"},
    "contact": {"phone"}, "phone": {"language"}, "taxonomy": {"taxonomy_term"},
    "program": {"service"},
}  # fmt: skip
"""Which table's rows take a link to which record they were found in."""
POINTS = frozenset(("coordinates", "geo_location", "geolocation", "geo", "coordinate", "position"))
SLOTS = ("times", "time_slots", "operating_hours", "opening_hours", "intervals", "daily_schedules")


class Taker:
    """Takes one record apart. `scope` goes before every id where ids are only unique within it."""

    def __init__(self, file: str, row: int, scope: str = "") -> None:
        self._file, self._row, self._scope = file, row, scope
        self._out: list[Found | Loss] = []

    def take(self, name: str, record: dict[str, Any]) -> list[Found | Loss]:
        """All rows of a record of the table `name` ("bundle": several records side by side)."""
        if name == "bundle":
            self._bundle(record)
        else:
            self._record(name, record, {}, nested=False)
        return self._out

    def _bundle(self, record: dict[str, Any]) -> None:
        owner = ""
        parts = sorted(
            ((names.table_of(k), v) for k, v in record.items()),
            key=lambda part: part[0] != "organization",
        )
        doors: dict[str, list[str]] = {"service": [], "location": []}
        for name, value in parts:
            for child in _records(name, value) if name else ():
                above = {"organization_id": owner} if owner and name != "organization" else {}
                made = self._record(name, child, above, nested=False)
                if name == "organization":
                    owner = owner or made
                doors.get(name, []).append(made)
        self._open_doors(doors["service"], doors["location"])

    def _record(
        self,
        name: str,
        record: dict[str, Any],
        above: dict[str, Any],
        *,
        nested: bool,
        depth: int = 0,
    ) -> str:
        """One record and what hangs on it; returns its id."""
        if depth > DEEPEST:
            self._lose(name, "unreadable", record)
            return ""
        values, parts = self._split(name, record)
        for column, value in above.items():
            if not values.get(column):
                values[column] = value
        self._name_it(name, values)
        before = [p for p in parts if p[0] in BELONGS_TO.get(name, ()) and isinstance(p[1], dict)]
        for part, child in before:
            values[f"{part}_id"] = self._record(part, child, {}, nested=True, depth=depth + 1)
        found = Found(name, values, self._file, self._row, nested)
        if name == "schedule":
            self._out.extend(_slots(found))
        else:
            self._out.append(found)
        self._hang(name, values, [p for p in parts if p not in before], depth)
        return plain(values["id"])

    def _split(
        self, name: str, record: dict[str, Any]
    ) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
        """A record's own columns, and the records inside it."""
        heading = {key(k) for k in record}
        aliases = names.columns(name, heading)
        known = _columns_of(name)
        values: dict[str, Any] = {}
        parts: list[tuple[str, Any]] = []
        for said, value in record.items():
            if value is None or value == "" or value == [] or value == {}:
                column = aliases.get(key(said), key(said))
                if column in known:
                    values.setdefault(column, None)
                continue
            column = key(said)
            if isinstance(value, dict | list) and (part := self._part_of(name, column, value)):
                parts.append((part, value))
            elif isinstance(value, dict) and column in POINTS:
                values |= {k: v for k, v in value.items() if k in ("latitude", "longitude")}
            else:
                self._column(name, column, value, values, aliases, known)
        return values, parts

    def _part_of(self, name: str, column: str, value: Any) -> str:
        """The table of what stands under a key, or empty when it is no record."""
        part = names.table_of(column)
        if not part and column not in POINTS and column not in SLOTS:
            part = names.table_of(names.likely(column, _TABLE_WORDS))
            if part:
                self._note(name, column, "misspelt_key", column)
        if name == "schedule" or (
            part == "taxonomy" and name == "taxonomy_term" and isinstance(value, str)
        ):
            return "" if name == "schedule" and part != "attribute" else part
        if name == "language" and part == "language":
            return ""
        return part

    def _column(
        self, name: str, column: str, value: Any, values: dict[str, Any],
        aliases: dict[str, str], known: frozenset[str],
    ) -> None:  # fmt: skip
        column = aliases.get(column, column)
        if column.startswith("@"):
            column = column[1:] + "s"
        if column not in known and not isinstance(value, dict | list):
            likely = names.likely(column, known)
            if likely and likely not in values and column[0] == likely[0] and len(column) > 4:
                self._note(name, column, "misspelt_key", column)
                column = likely
        if not values.get(column):
            values[column] = value

    def _name_it(self, name: str, values: dict[str, Any]) -> None:
        """Give the row its id, within its scope, and its links too."""
        for link in table(name).links:
            if values.get(link.name) and self._scope:
                values[link.name] = self._scoped(values[link.name])
        if name in ("attribute", "metadata"):
            for column in ("link_id", "resource_id"):
                if values.get(column) and self._scope:
                    values[column] = self._scoped(values[column])
        given = plain(values.get("id") or "")
        values["id"] = self._scoped(given or natural_id(values) or natural_id({"n": name}))

    def _scoped(self, given: Any) -> str:
        text = plain(given)
        return text if not self._scope or self._scope in text else f"{self._scope}/{text}"

    def _hang(
        self, name: str, values: dict[str, Any], parts: list[tuple[str, Any]], depth: int
    ) -> None:
        """The records inside this one, each with its link back."""
        owner = plain(values["id"])
        made: dict[str, list[str]] = {"service": [], "location": []}
        for part, value in parts:
            for child in _records(part, value):
                above = self._above(name, owner, part, values)
                if part == "address" and name in ("organization", "service"):
                    above = {"location_id": self._place(name, owner, values, made)}
                child_id = self._record(part, child, above, nested=True, depth=depth + 1)
                made.setdefault(part, []).append(child_id)
        self._doors(name, owner, values, made, depth)

    def _above(self, name: str, owner: str, part: str, values: dict[str, Any]) -> dict[str, Any]:
        if part == "attribute":
            return {"link_id": owner, "link_entity": name}
        if part == "metadata":
            return {"resource_id": owner, "resource_type": name}
        above = {f"{name}_id": owner} if part in LINKED.get(name, ()) else {}
        whose = values.get("organization_id")
        if part in ("service", "location") and whose and name != "organization":
            above["organization_id"] = whose
        return above

    def _place(
        self, name: str, owner: str, values: dict[str, Any], made: dict[str, list[str]]
    ) -> str:
        """An address that hangs on an organization or service itself needs a place between."""
        place = f"place:{owner}"
        if place not in made["location"]:
            whose = owner if name == "organization" else values.get("organization_id")
            row = {"id": place, "name": values.get("name"), "organization_id": whose}
            self._out.append(Found("location", row, self._file, self._row, True))
            self._note("location", "", "place_made", owner)
            made["location"].append(place)
        return place

    def _doors(
        self, name: str, owner: str, values: dict[str, Any], made: dict[str, list[str]], depth: int
    ) -> None:
        """Which service is offered where, as far as the nesting says so."""
        if name == "service":
            places = made["location"] + [self._scoped(i) for i in _listed(values, "location_id")]
            self._open_doors([owner], places, every=True)
        elif name == "location":
            self._open_doors(made["service"], [owner], every=True)
        elif name == "organization":
            if made["location"] and not made["service"] and not depth:
                made["service"].append(self._service_of(owner, values))
                self._open_doors(made["service"], made["location"], every=True)
            else:
                self._open_doors(made["service"], made["location"])

    def _service_of(self, owner: str, values: dict[str, Any]) -> str:
        """A place that somebody runs and says nothing more about is still help to be found."""
        made = f"service:{owner}"
        if any(isinstance(f, Found) and f.table == "service" for f in self._out):
            return ""
        kept = {k: values.get(k) for k in ("name", "description", "email", "status")}
        row = {"id": made, "organization_id": owner, "url": values.get("website"), **kept}
        self._out.append(Found("service", row, self._file, self._row, True))
        self._note("service", "", "service_made", values.get("name") or owner)
        return made

    def _open_doors(self, services: list[str], places: list[str], *, every: bool = False) -> None:
        """Each service at each place; beside each other only where there is just one place."""
        if not every and (len(set(places)) != 1 or self._has_doors()):
            return
        for service in services:
            for place in places:
                if service and place:
                    row = {"id": f"{service}@{place}", "service_id": service, "location_id": place}
                    self._out.append(Found("service_at_location", row, self._file, self._row, True))

    def _has_doors(self) -> bool:
        return any(isinstance(f, Found) and f.table == "service_at_location" for f in self._out)

    def _note(self, name: str, column: str, reason: str, words: Any) -> None:
        self._out.append(Loss(self._file, self._row, name, column, reason, False, excerpt(words)))

    def _lose(self, name: str, reason: str, words: Any) -> None:
        self._out.append(Loss(self._file, self._row, name, "", reason, True, excerpt(words)))


_TABLE_WORDS = frozenset(word for words in names.TABLES.values() for word in words.split())
_COLUMNS: dict[str, frozenset[str]] = {}


def _columns_of(name: str) -> frozenset[str]:
    if name not in _COLUMNS:
        _COLUMNS[name] = frozenset({"id", *(column.name for column in table(name).columns)})
    return _COLUMNS[name]


def _records(name: str, value: Any) -> Iterator[dict[str, Any]]:
    """The records under a key: one, several, or bare strings that stand for records."""
    for child in value if isinstance(value, list) else [value]:
        if isinstance(child, dict):
            yield child
        elif isinstance(child, list):
            yield from _records(name, child)
        elif name in BARE and plain(child):
            yield {BARE[name]: child}


def _listed(values: dict[str, Any], column: str) -> list[str]:
    said = values.pop(column, None) or values.pop(f"{column}s", None) or []
    return [plain(part) for part in said] if isinstance(said, list) else [plain(said)]


def _slots(found: Found) -> Iterator[Found]:
    """A schedule with several times in it is several schedules."""
    slots = [s for name in SLOTS for s in _list(found.values.get(name)) if isinstance(s, dict)]
    rest = {k: v for k, v in found.values.items() if k not in SLOTS}
    if not slots:
        yield found._replace(values=rest)
        return
    aliases = names.COLUMNS["schedule"] | {"open": "opens_at", "close": "closes_at"}
    for number, slot in enumerate(slots):
        said = {aliases.get(key(k), key(k)): v for k, v in slot.items() if k != "id" and v}
        more = {"id": f"{rest['id']}#{number + 1}"} if number else {}
        yield found._replace(values=rest | said | more)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def kind_of(record: Any, hint: str = "") -> str:
    """The table of a record by what it says: or "bundle", or empty."""
    if not isinstance(record, dict):
        return ""
    keys = {key(k) for k, v in record.items()}
    if not record.get("name") and not keys & {"service_name", "organization_name", "location_name"}:
        return _nameless(record, keys, hint)
    for name, signs in _SIGNS:
        if keys & signs:
            if hint in MODELS and hint != name and keys & dict(_SIGNS).get(hint, frozenset()):
                return hint
            return name
    return hint if hint in MODELS and "name" in keys else ""


def _nameless(record: dict[str, Any], keys: set[str], hint: str) -> str:
    if isinstance(record.get("service"), dict) and isinstance(record.get("location"), dict):
        return "service_at_location"
    if {"service_id", "location_id"} <= keys:
        return "service_at_location"
    inside = [names.table_of(k) for k, v in record.items() if isinstance(v, dict | list) and v]
    if {"organization", "service", "location"} & set(inside) and "id" not in keys:
        return "bundle"
    if hint in MODELS and "id" in keys:
        return hint
    for name, signs in _SIGNS:
        if len(keys & signs) >= 2:
            return name
    return "organization" if {"location", "address"} & set(inside) else ""


_SIGNS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (name, frozenset(signs.split()))
    for name, signs in (
        ("organization", "organization_identifiers legal_status year_incorporated services programs"
         " tax_id parent_organization_id tax_status logo"),
        ("service", "service_at_locations organization application_process eligibility_description"
         " fees fees_description minimum_age maximum_age service_areas required_documents"
         " cost_options assured_date program organization_id_of_service status program_id"
         " interpretation_services service_name"),
        ("organization", "website locations hs_version organization_name"),
        ("taxonomy", "taxonomy_terms version"),
        ("taxonomy_term", "parent_id term_uri taxonomy taxonomy_id term"),
        ("location", "location_type latitude longitude addresses addresss accessibility address"
         " external_identifier location_name"),
        ("service", "organization_id"),
        ("organization", "description"),
    )
)  # fmt: skip
