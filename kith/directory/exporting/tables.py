"""The 24 tables of HSDS 3.1 as Kith publishes them.

A table is one line of column names as HSDS has them: `!` is written even when empty, because HSDS
requires it; `+` is Kith's own, because HSDS has no place for it (see `profile`). Types come from
the models, so that the API's document, the data package and the rows cannot disagree.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.directory.exporting import values
from kith.directory.exporting.columns import OWN_WORDS, SPECIAL, Reader
from kith.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Funding,
    Language,
    Location,
    Metadata,
    MetaTableDescription,
    Organization,
    OrganizationIdentifier,
    Phone,
    Program,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
    Unit,
    Url,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """`required`: written even when empty. `own`: Kith's, with its meaning in `about`.

    Most columns are one attribute, written as its type is; `read` is for those that are not.
    """

    name: str
    read: Reader | None
    schema: dict[str, Any]
    required: bool = False
    own: bool = False
    about: str = ""
    attribute: str = ""
    write: Reader | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`of`: the rows it hangs on; each one named must be public. `refers`: said if public."""

    name: str
    file: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    of: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    stands_alone: bool = False

    def row(self, instance: models.Model) -> dict[str, Any]:
        """One row, without the keys that have nothing to say."""
        found, values = {}, instance.__dict__
        for column in self.columns:
            if column.read is not None:
                value = column.read(instance)
            else:
                value = values[column.attribute]
                if value is not None and column.write is not None:
                    value = column.write(value)
            if value is not None and value != "":
                found[column.name] = value
            elif column.required:
                found[column.name] = ""
        return found


def _table(
    name: str, file: str, model: type[models.Model], columns: str, *,
    of: str = "", refers: str = "", alone: bool = False,
) -> Table:  # fmt: skip
    references = tuple(refers.split())
    made = tuple(_column(name, model, spec, references) for spec in ["id!", *columns.split()])
    return Table(name, file, model, made, tuple(of.split()), references, alone)


def _column(
    table: str, model: type[models.Model], spec: str, references: tuple[str, ...]
) -> Column:
    name = spec.strip("!+")
    said: dict[str, Any] = {"required": spec.endswith("!"), "own": spec.startswith("+"),
            "about": OWN_WORDS.get(f"{table}.{name}", "")}  # fmt: skip
    special = SPECIAL.get(f"{table}.{name}")
    if special:
        read, schema = special
        return Column(name, read, schema, **said)
    field = next(field for field in model._meta.concrete_fields if field.attname == name)
    if field.name in references:
        return Column(name, _if_public(field), _schema(field), **said)
    return Column(name, None, _schema(field), attribute=field.attname, write=_writer(field), **said)


def _if_public(field: Any) -> Reader:
    said, attribute = f"{field.name}_is_public", field.attname
    return lambda row: getattr(row, attribute) if getattr(row, said, False) else None


def _writer(field: Any) -> Reader | None:
    """None where JSON takes the value as it stands, ids included."""
    for kind, write in _WRITERS:
        if isinstance(field, kind):
            return write
    return None


_WRITERS: tuple[tuple[type[models.Field], Reader], ...] = (
    (models.URLField, values.uri),
    (models.EmailField, values.email),
    (models.DateTimeField, values.plain),
    (models.DateField, values.plain),
    (models.TimeField, values.plain),
    (models.DecimalField, values.plain),
)


_TYPES: tuple[tuple[type[models.Field], dict[str, Any]], ...] = (
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.ForeignKey, {"type": "string", "format": "uuid"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.URLField, {"type": "string", "format": "uri"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "number"}),
    (models.DecimalField, {"type": "number"}),
    (models.FloatField, {"type": "number"}),
    (models.CharField, {"type": "string"}),
    (models.TextField, {"type": "string"}),
)


def _schema(field: Any) -> dict[str, Any]:
    """The JSON schema of a model field."""
    if isinstance(field, ArrayField):
        return {"type": "array", "items": _schema(field.base_field)}
    schema = next(dict(schema) for kind, schema in _TYPES if isinstance(field, kind))
    if field.choices:
        schema["enum"] = [value for value, _ in field.choices if value]
    return schema


_OWNERS = "organization service location service_at_location"

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "organization", "organizations.csv", Organization,
            "name! alternate_name description! email website year_incorporated legal_status logo "
            "uri parent_organization_id", refers="parent_organization",
        ),
        _table(
            "program", "programs.csv", Program, "organization_id name! alternate_name description!",
            of="organization", alone=True,
        ),
        _table(
            "service", "services.csv", Service,
            "organization_id program_id name! alternate_name description url email status! "
            "interpretation_services application_process fees_description accreditations "
            "eligibility_description minimum_age maximum_age assured_date alert last_modified "
            "+not_for +access +cost +capacity +everywhere", of="organization", refers="program",
        ),
        _table(
            "attribute", "attributes.csv", Attribute,
            "link_id taxonomy_term_id link_type link_entity value label", of="taxonomy_term",
        ),
        _table(
            "service_at_location", "service_at_location.csv", ServiceAtLocation,
            "service_id location_id description", of="service location",
        ),
        _table(
            "location", "locations.csv", Location,
            "location_type! url organization_id name alternate_name description transportation "
            "latitude longitude external_identifier external_identifier_type +area +time_zone",
            refers="organization",
        ),
        _table(
            "phone", "phones.csv", Phone,
            "location_id service_id organization_id contact_id service_at_location_id number! "
            "extension type description +extension_text", of=f"{_OWNERS} contact",
        ),
        _table(
            "contact", "contacts.csv", Contact,
            "organization_id service_id service_at_location_id location_id name title department "
            "email", of=_OWNERS,
        ),
        _table(
            "address", "addresses.csv", Address,
            "location_id attention address_1! address_2 city! region state_province! postal_code! "
            "country! address_type!", of="location",
        ),
        _table(
            "schedule", "schedules.csv", Schedule,
            "service_id location_id service_at_location_id valid_from valid_to dtstart timezone "
            "until count wkst freq interval byday byweekno bymonthday byyearday description "
            "opens_at closes_at schedule_link attending_type notes +closed +kind +certain "
            "+timezone_name", of="service location service_at_location",
        ),
        _table(
            "funding", "funding.csv", Funding, "organization_id service_id source",
            of="organization service",
        ),
        _table(
            "service_area", "service_areas.csv", ServiceArea,
            "service_id service_at_location_id name description extent extent_type uri",
            of="service service_at_location",
        ),
        _table(
            "required_document", "required_documents.csv", RequiredDocument,
            "service_id document uri", of="service",
        ),
        _table(
            "language", "languages.csv", Language,
            "service_id location_id phone_id name code note", of="service location phone",
        ),
        _table(
            "accessibility", "accessibility.csv", Accessibility,
            "location_id description details url", of="location",
        ),
        _table(
            "taxonomy_term", "taxonomy_terms.csv", TaxonomyTerm,
            "code name! description! parent_id taxonomy language taxonomy_id term_uri "
            "+stands_for_id", of="taxonomy", refers="parent stands_for", alone=True,
        ),
        _table(
            "metadata", "metadata.csv", Metadata,
            "resource_id resource_type last_action_date! last_action_type! field_name! "
            "previous_value! replacement_value! updated_by!",
        ),
        _table(
            "meta_table_description", "meta_table_descriptions.csv", MetaTableDescription,
            "name language character_set",
        ),
        _table(
            "cost_option", "cost_options.csv", CostOption,
            "service_id valid_from valid_to option currency amount amount_description",
            of="service",
        ),
        _table(
            "organization_identifier", "organization_identifiers.csv", OrganizationIdentifier,
            "organization_id identifier_scheme identifier_type! identifier!", of="organization",
        ),
        _table(
            "taxonomy", "taxonomies.csv", Taxonomy, "name! description! uri version +kind",
        ),
        _table(
            "service_capacity", "service_capacity.csv", ServiceCapacity,
            "service_id unit_id available! maximum description updated!", of="service unit",
        ),
        _table("unit", "units.csv", Unit, "name! scheme identifier uri"),
        _table(
            "url", "url.csv", Url, "label url! organization_id service_id",
            of="organization service",
        ),
    )
}  # fmt: skip
