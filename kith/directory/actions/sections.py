"""The parts of a listing that are edited as one: what rows they have, reading and writing them.

A section is either some columns of the owner's own row ("words", "stop") or all rows of one table
that hang on an owner ("phones"). Rows are read as plain JSON values, so that one shape serves the
form's version, the undo and the page that shows both sides of a conflict.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from kith.core import clock
from kith.core.ids import uuid7
from kith.directory import models as m
from kith.directory.actions.refusals import NotPossible

Row = dict[str, Any]
"""Column name -> JSON value; "id" included."""


@dataclass(frozen=True)
class Section:
    """`owner` is the column that points to the owner, or "id" where the columns are its own.

    fields   what may be edited
    only     which rows of the table belong here (a queryset filter)
    given    what a new row has besides its fields and its owner
    """

    name: str
    model: type[models.Model]
    owner: str
    fields: tuple[str, ...]
    only: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        return self.owner == "id"

    @property
    def columns(self) -> tuple[str, ...]:
        """What is read: for rows that may be deleted and put back, everything but the moment."""
        if self.is_own:
            return ("id", *self.fields)
        every = (f.attname for f in self.model._meta.concrete_fields)
        return tuple(name for name in every if name != "modified_at")


def _own(name: str, model: type[models.Model], fields: str) -> Section:
    return Section(name, model, "id", tuple(fields.split()))


def _rows(name: str, model: type[models.Model], owner: str, fields: str, **given: Any) -> Section:
    return Section(name, model, owner, tuple(fields.split()), {"removed_at": None}, given)


def _terms(kind: str) -> Section:
    only = {"link_entity": "service", "taxonomy_term__taxonomy__kind": kind, "removed_at": None}
    given = {"link_entity": "service"}
    return Section(kind, m.Attribute, "link_id", ("taxonomy_term_id",), only, given)


PHONE = "number extension type description"
CONTACT = "name title department email"
HOURS = (
    "valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday "
    "byyearday description opens_at closes_at schedule_link attending_type notes closed kind "
    "certain"
)
SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        _own(
            "words", m.Service,
            "name alternate_name description url email status access cost minimum_age maximum_age "
            "eligibility_description not_for application_process fees_description "
            "interpretation_services alert everywhere",
        ),
        _own(
            "house", m.Organization,
            "name alternate_name description website email legal_status year_incorporated",
        ),
        _own("stop", m.Service, "status do_not_list do_not_refer do_not_reason"),
        _own("check", m.Service, "verified_on next_check_on assured_date"),
        _own("taking", m.Service, "capacity"),
        _own("steward", m.Service, "steward_id"),
        _rows("languages", m.Language, "service_id", "code name note"),
        _rows("costs", m.CostOption, "service_id",
              "option amount currency amount_description valid_from valid_to"),
        _rows("phones", m.Phone, "service_id", PHONE),
        _rows("contacts", m.Contact, "service_id", CONTACT),
        _rows("areas", m.ServiceArea, "service_id", "name description"),
        _rows("documents", m.RequiredDocument, "service_id", "document uri"),
        _rows("websites", m.Url, "service_id", "label url"),
        _rows("free-places", m.ServiceCapacity, "service_id",
              "unit_id available maximum description updated"),
        _rows("texts", m.ServiceText, "service_id",
              "language name description eligibility_description state"),
        _rows("doors", m.ServiceAtLocation, "service_id", "location_id description"),
        _rows("hours", m.Schedule, "service_id", HOURS),
        _rows("door-hours", m.Schedule, "service_at_location_id", HOURS),
        _terms("needs"),
        _terms("communities"),
        _own(
            "place", m.Location,
            "name alternate_name location_type description transportation url area time_zone "
            "latitude longitude",
        ),
        _rows("addresses", m.Address, "location_id",
              "attention address_1 address_2 city region state_province postal_code country "
              "address_type"),
        _rows("place-access", m.Accessibility, "location_id", "description details url"),
        _rows("place-phones", m.Phone, "location_id", PHONE),
        _rows("place-contacts", m.Contact, "location_id", CONTACT),
        _rows("place-hours", m.Schedule, "location_id", HOURS),
    )
}  # fmt: skip


def read(section: Section, owner_id: UUID) -> list[Row]:
    """The section as it stands, in a fixed order."""
    found = section.model._default_manager.filter(**section.only, **{section.owner: owner_id})
    return [plain(row) for row in found.order_by("pk").values(*section.columns)]


def plain(row: Mapping[str, Any]) -> Row:
    """JSON values only."""
    value: Row = json.loads(json.dumps(dict(row), cls=DjangoJSONEncoder))
    return value


def version(rows: Sequence[Row]) -> str:
    """What a form carries to say which state it was written on."""
    text = json.dumps(rows, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def wanted(section: Section, before: Sequence[Row], rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows as they should become: known ids keep what the form does not show."""
    known = {row["id"]: row for row in before}
    full = []
    for row in rows:
        unknown = set(row) - set(section.fields) - {"id"}
        if unknown:
            raise ValueError(f"{section.name} has no {sorted(unknown)}")
        row_id = str(row.get("id") or "")
        base = known.get(row_id) or {"id": row_id or str(uuid7())}
        full.append(base | plain({k: v for k, v in row.items() if k != "id"}))
    return full


def is_same(section: Section, one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether two states say the same; ids of new rows differ between two presses of a button."""

    def content(rows: Sequence[Row]) -> list[str]:
        return sorted(
            json.dumps([_cleaned(section, row).get(name) for name in section.fields])
            for row in rows
        )

    return content(one) == content(other)


def _cleaned(section: Section, row: Row) -> Row:
    """A row with the defaults of its columns, in JSON values."""
    filled = {name: _default(section.model, name) for name in section.fields} | row
    return plain({name: _value(section.model, name, filled[name]) for name in section.fields})


def _default(model: type[models.Model], name: str) -> Any:
    default = model._meta.get_field(name)
    return default.get_default() if isinstance(default, models.Field) else None


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    column = model._meta.get_field(name)
    if value is None or not isinstance(column, models.Field):
        return value
    try:
        return column.to_python(value)
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error


def write(section: Section, owner_id: UUID, rows: Sequence[Row]) -> None:
    """Make the section be these rows: delete, change, add; nothing else is touched."""
    before = {row["id"]: row for row in read(section, owner_id)}
    gone = before.keys() - {row["id"] for row in rows}
    if gone and not section.is_own:
        section.model._default_manager.filter(pk__in=gone).delete()
    for row in rows:
        if row["id"] not in before:
            _add(section, owner_id, row)
        elif row != before[row["id"]]:
            _change(section, before[row["id"]], row)


def _change(section: Section, before: Row, row: Row) -> None:
    changed = {
        name: _value(section.model, name, value)
        for name, value in row.items() if value != before.get(name)
    }  # fmt: skip
    _check(section.model(**changed), set(changed))
    manager = section.model._default_manager
    manager.filter(pk=row["id"]).update(**changed, modified_at=clock.now())


def _add(section: Section, owner_id: UUID, row: Row) -> None:
    values = {name: _value(section.model, name, value) for name, value in row.items()}
    made = section.model(**{**section.given, **values, section.owner: owner_id})
    _check(made, set(section.fields))
    made.save(force_insert=True)


def _check(row: models.Model, names: set[str]) -> None:
    """Refuse what a column cannot hold, with Django's words for it."""
    every = {f.name for f in row._meta.concrete_fields}
    checked = {row._meta.get_field(name).name for name in names}
    try:
        row.clean_fields(exclude=every - checked)
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
