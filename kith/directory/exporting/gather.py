"""All public rows around some services, organizations or places: one query a table, however many.

Rows are kept by table and by id, so that nesting them is arithmetic.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from kith.directory.exporting import listed, rows
from kith.directory.exporting.among import among
from kith.directory.exporting.tables import TABLES, Table
from kith.directory.models.location import Confidentiality

Rows = dict[UUID, Any]
Gathered = dict[str, Rows]
"""Table name -> id -> row."""

DETAILS = (
    "contact", "phone", "language", "schedule", "service_area", "address", "accessibility",
    "funding", "cost_option", "required_document", "service_capacity", "organization_identifier",
    "url",
)  # fmt: skip
"""What hangs on services, organizations, places and locations; owners before what they own."""


def services(found: Iterable[Any], *, full: bool = True) -> Gathered:
    """Services with organization and program; full: with everything that hangs on them."""
    gathered = {"service": _by_id(found)}
    _add_above(gathered)
    if full:
        _add(gathered, "service_at_location", among("service__pk", gathered["service"]))
        _add_locations(gathered)
        _add_details(gathered)
    return gathered


def places(found: Iterable[Any], *, full: bool = True) -> Gathered:
    """Services at locations, with both."""
    gathered: Gathered = {"service_at_location": _by_id(found)}
    service_ids = {place.service_id for place in gathered["service_at_location"].values()}
    _add(gathered, "service", among("pk", service_ids))
    _add_above(gathered)
    _add_locations(gathered)
    if full:
        _add_details(gathered)
    return gathered


def organizations(
    found: Iterable[Any], *, full: bool = True, full_services: bool = False
) -> Gathered:
    """Organizations; full: with all that is theirs, their services in one line each; full_services:
    the services with all that is theirs too."""
    gathered: Gathered = {"organization": _by_id(found)}
    if not full:
        return gathered
    own = among("organization__pk", gathered["organization"])
    _add(gathered, "program", own)
    if not full_services:
        _add(gathered, "location", own)
        _add_details(gathered)
        _add(gathered, "service", own)
        return gathered
    _add(gathered, "service", own)
    _add(gathered, "service_at_location", among("service__pk", gathered["service"]))
    ids = {place.location_id for place in gathered["service_at_location"].values()}
    _add(gathered, "location", own | among("pk", ids))
    _add_details(gathered)
    return gathered


def terms(found: Iterable[Any]) -> Gathered:
    """Taxonomy terms with their taxonomies."""
    gathered: Gathered = {"taxonomy_term": _by_id(found)}
    ids = {term.taxonomy_id for term in gathered["taxonomy_term"].values()}
    _add(gathered, "taxonomy", among("pk", ids - {None}))
    _add_metadata(gathered)
    return gathered


def taxonomies(found: Iterable[Any]) -> Gathered:
    gathered: Gathered = {"taxonomy": _by_id(found)}
    _add_metadata(gathered)
    return gathered


def _by_id(found: Iterable[Any]) -> Rows:
    return {row.pk: row for row in found}


def _add(gathered: Gathered, name: str, condition: Q) -> None:
    found = listed.rows(name).filter(condition).order_by(*_ORDER.get(name, ["pk"]))
    gathered[name] = _by_id(rows.read(found))


_ORDER = {"schedule": ["valid_from", "byday", "opens_at", "pk"]}


def _add_above(gathered: Gathered) -> None:
    services = gathered["service"].values()
    organizations = {service.organization_id for service in services}
    programs = {service.program_id for service in services}
    _add(gathered, "organization", among("pk", organizations))
    _add(gathered, "program", among("pk", programs - {None}))


def _add_locations(gathered: Gathered) -> None:
    ids = {place.location_id for place in gathered["service_at_location"].values()}
    _add(gathered, "location", among("pk", ids))


def _add_details(gathered: Gathered) -> None:
    for name in DETAILS:
        gathered[name] = _hanging(gathered, TABLES[name])
    units = {row.unit_id for row in gathered["service_capacity"].values()}
    _add(gathered, "unit", among("pk", units))
    _add_attributes(gathered)
    _add_metadata(gathered)


def _hanging(gathered: Gathered, table: Table) -> Rows:
    """Rows that hang on what was gathered, and on nothing that is not public.

    The same rule as `listed.public`, but most owners are known to be public already, so that one
    plain query is enough and only strangers are asked about.
    """
    condition = Q(pk__in=[])
    for owner in table.of:
        if owner in gathered:
            condition |= among(f"{owner}__pk", gathered[owner])
    found = table.model._default_manager.filter(condition, removed_at=None)
    hanging = list(rows.read(found.order_by(*_ORDER.get(table.name, ["pk"]))))
    if table.name == "address":
        hanging = [row for row in hanging if _is_open(gathered["location"][row.location_id])]
    owners = {owner: _public_owners(gathered, table, owner, hanging) for owner in table.of}
    return {
        row.pk: row
        for row in hanging
        if all(getattr(row, f"{owner}_id") in known for owner, known in owners.items())
    }


def _public_owners(
    gathered: Gathered, table: Table, owner: str, hanging: list[Any]
) -> set[UUID | None]:
    target = listed.target(table, owner)
    known = set(gathered.get(target, ()))
    strangers = {getattr(row, f"{owner}_id") for row in hanging} - known - {None}
    if strangers:
        public = listed.public(target).filter(among("pk", strangers))
        known |= set(public.values_list("pk", flat=True))
    return {*known, None}


def _add_attributes(gathered: Gathered) -> None:
    links = Q(pk__in=[])
    for name, known in gathered.items():
        if known:
            links |= Q(link_entity=name) & among("link_id", known)
    # Whatever was gathered is public, so what hangs on it need not be asked again.
    found = TABLES["attribute"].model._default_manager.filter(links, removed_at=None)
    attributes = _by_id(rows.read(found.order_by("pk")))
    terms = {row.taxonomy_term_id for row in attributes.values()} - {None}
    _add(gathered, "taxonomy_term", among("pk", terms))
    taxonomies = {term.taxonomy_id for term in gathered["taxonomy_term"].values()} - {None}
    _add(gathered, "taxonomy", among("pk", taxonomies))
    public = {*gathered["taxonomy_term"], None}
    gathered["attribute"] = {
        key: row for key, row in attributes.items() if row.taxonomy_term_id in public
    }


def _add_metadata(gathered: Gathered) -> None:
    about = Q(pk__in=[])
    for name, known in gathered.items():
        ids = [str(key) for key, row in known.items() if name != "location" or _is_open(row)]
        if ids:
            about |= Q(resource_type=name) & among("resource_id", ids)
    found = listed.metadata_in_columns().filter(about).order_by("pk")
    gathered["metadata"] = _by_id(rows.read(found))


def _is_open(location: Any) -> bool:
    """Whether everybody may know where it is. If not, its past must not tell either."""
    return location.confidentiality == Confidentiality.FULL
