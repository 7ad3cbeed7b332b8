"""The tables of the directory as the import writes them, read off the models.

Nothing is listed twice: lengths, choices, defaults and links come from the model's own fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.directory import models as directory
from kith.directory.importing import tongues, values
from kith.directory.importing.values import Clean

NULL = "\x1e"
"""Stands for SQL NULL until a line is written."""

MODELS: Mapping[str, type[models.Model]] = {
    "taxonomy": directory.Taxonomy,
    "taxonomy_term": directory.TaxonomyTerm,
    "organization": directory.Organization,
    "organization_identifier": directory.OrganizationIdentifier,
    "program": directory.Program,
    "unit": directory.Unit,
    "service": directory.Service,
    "location": directory.Location,
    "service_at_location": directory.ServiceAtLocation,
    "contact": directory.Contact,
    "phone": directory.Phone,
    "address": directory.Address,
    "accessibility": directory.Accessibility,
    "language": directory.Language,
    "schedule": directory.Schedule,
    "cost_option": directory.CostOption,
    "funding": directory.Funding,
    "service_area": directory.ServiceArea,
    "required_document": directory.RequiredDocument,
    "service_capacity": directory.ServiceCapacity,
    "url": directory.Url,
    "attribute": directory.Attribute,
    "metadata": directory.Metadata,
    "meta_table_description": directory.MetaTableDescription,
}
"""HSDS name -> model, parents before children."""

# What every listed row has is written by the merge; who looks after a row is decided here.
BASE = {"id", "source", "external_id", "extra", "modified_at", "removed_at"}
OURS = {"steward", "operated_by", "stands_for", "icon", "position", "kind", "certain", "bounds",
        "do_not_reason", "next_check_on", "confidentiality"}  # fmt: skip
"""Kith's own columns: only rules of the import fill them, never what stands in a file."""

INPUT_NAMES = {("funding", "source_text"): "source"}
REQUIRED = {
    "service": {"name": "missing_name", "organization_id": "missing_organization"},
    "organization": {"name": "missing_name"},
    "program": {"name": "missing_name"},
    "taxonomy": {"name": "missing_name"},
    "taxonomy_term": {"name": "missing_name"},
    "unit": {"name": "missing_name"},
    "phone": {"number": "missing_number"},
    "address": {"location_id": "missing_location", "address_1": "missing_value"},
    "url": {"url": "missing_value"},
    "service_capacity": {"available": "missing_value", "updated": "missing_value"},
    "organization_identifier": {"identifier": "missing_value"},
    "attribute": {"link_id": "missing_value"},
}
LOCATION_TYPES = {"physical": "physical", "postal": "postal", "virtual": "virtual",
                  "mailing": "postal", "mail": "postal", "online": "virtual"}  # fmt: skip
SPECIAL: dict[tuple[str, str], Clean] = {
    ("language", "code"): tongues.language_code,
    ("taxonomy_term", "language"): tongues.language_code,
    ("address", "country"): tongues.country_code,
    ("address", "address_type"): values.choice(LOCATION_TYPES),
    ("location", "location_type"): values.choice(LOCATION_TYPES),
    ("location", "latitude"): values.degrees,
    ("location", "longitude"): values.degrees,
    ("location", "time_zone"): values.time_zone,
    ("schedule", "timezone"): values.time_zone,
    ("phone", "number"): values.phone_number,
    ("cost_option", "currency"): values.currency,
    ("service", "minimum_age"): values.whole(0, 150),
    ("service", "maximum_age"): values.whole(0, 150),
    ("organization", "year_incorporated"): values.whole(1000, 2100),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in the file (HSDS), `column` in the database, `empty` when nothing is
    said, `target` the table it points to, `lost` the reason when it must be there and is not."""

    name: str
    column: str
    clean: Clean
    empty: str
    target: str = ""
    lost: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table, its columns in the order in which lines are written."""

    name: str
    db_table: str
    columns: tuple[Column, ...]
    links: tuple[Column, ...]
    empty: tuple[str, ...]
    needed: tuple[tuple[int, Column], ...]
    known: frozenset[str]
    ours: frozenset[str]

    def place(self, name: str) -> int:
        """Where a column stands in a line."""
        return next(i for i, column in enumerate(self.columns) if column.name == name)


@cache
def table(name: str) -> Table:
    """The table of an HSDS name."""
    model = MODELS[name]
    fields = [f for f in model._meta.concrete_fields if f.name not in BASE]
    columns = tuple(_column(name, field) for field in fields)
    return Table(
        name, model._meta.db_table, columns,
        links=tuple(column for column in columns if column.target),
        empty=tuple(column.empty for column in columns),
        needed=tuple((i, column) for i, column in enumerate(columns) if column.lost),
        known=frozenset({"id", *(column.name for column in columns)}),
        ours=frozenset(column.name for column in columns if column.ours),
    )  # fmt: skip


@cache
def names_by_model() -> dict[type[models.Model], str]:
    return {model: name for name, model in MODELS.items()}


def _column(table_name: str, field: Any) -> Column:
    target = ""
    if isinstance(field, models.ForeignKey):
        target = names_by_model().get(field.related_model, "")
    name = INPUT_NAMES.get((table_name, field.name), field.attname)
    lost = REQUIRED.get(table_name, {}).get(name, "")
    if isinstance(field, models.ForeignKey) and not field.null and not lost:
        lost = "missing_value"
    special = SPECIAL.get((table_name, field.name))
    return Column(
        name, field.column, special or _cleaner(field), _empty(field), target, lost,
        ours=field.name in OURS,
    )  # fmt: skip


def _empty(field: Any) -> str:
    """What stands in the column when the file says nothing, as PostgreSQL reads it."""
    if field.null:
        return NULL
    default = field.get_default()
    if isinstance(default, list):
        return "{}"
    if isinstance(default, bool):
        return "t" if default else "f"
    return NULL if default is None else str(default)


def _cleaner(field: Any) -> Clean:
    """How a value of this kind of field is checked."""
    if isinstance(field, ArrayField):
        return values.choices(_spellings(field.base_field.choices))
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return values.text(None)
    if field.choices:
        return values.choice(_spellings(field.choices))
    return _by_type(field)


def _by_type(field: Any) -> Clean:
    plain: dict[type, Clean] = {
        models.EmailField: values.email,
        models.DateTimeField: values.moment,
        models.DateField: values.date,
        models.TimeField: values.time,
        models.BooleanField: values.boolean,
        models.FloatField: values.degrees,
        models.DecimalField: values.money,
        models.PositiveSmallIntegerField: values.whole(0, 32767),
        models.PositiveIntegerField: values.whole(0, 2_147_483_647),
    }
    if isinstance(field, models.URLField):
        return values.url(field.max_length)
    return plain.get(type(field)) or values.text(getattr(field, "max_length", None))


def _spellings(choices: Any) -> dict[str, str]:
    """Every choice by its value and by its value in lower case without underscores."""
    return {str(value).lower().replace("_", " "): str(value) for value, _label in choices or ()}
