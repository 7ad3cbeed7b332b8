"""All public rows around some services, organizations or places: one query a table, however many.

Rows come as instances of the models, kept by table and by id, so that nesting them is arithmetic.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, Q

from kith.directory.exporting import listed
from kith.directory.exporting.tables import TABLES

Rows = dict[UUID, Model]
Gathered = dict[str, Rows]
"""Table name -> id -> row."""

DETAILS = (
    "contact", "phone", "language", "schedule", "service_area", "address", "accessibility",
    "funding", "cost_option", "required_document", "service_capacity", "organization_identifier",
    "url",
)  # fmt: skip
"""What hangs on services, organizations, places and locations; owners before what they own."""


def services(found: Iterable[Model], *, full: bool = True) -> Gathered:
    """Services with organization and program; full: with everything that hangs on them."""
    gathered = {"service": _by_id(found)}
    _add_above(gathered)
    if full:
        _add(gathered, "service_at_location", Q(service__in=list(gathered["service"])))
        _add_locations(gathered)
        _add_details(gathered)
    return gathered


def places(found: Iterable[Model], *, full: bool = True) -> Gathered:
    """Services at locations, with both."""
    gathered: Gathered = {"service_at_location": _by_id(found)}
    service_ids = {place.service_id for place in gathered["service_at_location"].values()}  # type: ignore[attr-defined]
    _add(gathered, "service", Q(pk__in=service_ids))
    _add_above(gathered)
    _add_locations(gathered)
    if full:
        _add_details(gathered)
    return gathered


def organizations(
    found: Iterable[Model], *, full: bool = True, full_services: bool = False
) -> Gathered:
    """Organizations; full: with all that is theirs, their services in one line each; full_services:
    the services with all that is theirs too."""
    gathered: Gathered = {"organization": _by_id(found)}
    if not full:
        return gathered
    own = Q(organization__in=list(gathered["organization"]))
    _add(gathered, "program", own)
    if not full_services:
        _add(gathered, "location", own)
        _add_details(gathered)
        _add(gathered, "service", own)
        return gathered
    _add(gathered, "service", own)
    _add(gathered, "service_at_location", Q(service__in=list(gathered["service"])))
    ids = {place.location_id for place in gathered["service_at_location"].values()}  # type: ignore[attr-defined]
    _add(gathered, "location", own | Q(pk__in=ids))
    _add_details(gathered)
    return gathered


def terms(found: Iterable[Model]) -> Gathered:
    """Taxonomy terms with their taxonomies."""
    gathered: Gathered = {"taxonomy_term": _by_id(found)}
    ids = {term.taxonomy_id for term in gathered["taxonomy_term"].values()}  # type: ignore[attr-defined]
    _add(gathered, "taxonomy", Q(pk__in=ids - {None}))
    _add_metadata(gathered)
    return gathered


def taxonomies(found: Iterable[Model]) -> Gathered:
    gathered: Gathered = {"taxonomy": _by_id(found)}
    _add_metadata(gathered)
    return gathered


def _by_id(found: Iterable[Model]) -> Rows:
    return {row.pk: row for row in found}


def _add(gathered: Gathered, name: str, condition: Q) -> None:
    gathered[name] = _by_id(listed.rows(name).filter(condition).order_by(*_ORDER.get(name, ["pk"])))


_ORDER = {"schedule": ["valid_from", "byday", "opens_at", "pk"]}


def _add_above(gathered: Gathered) -> None:
    services = gathered["service"].values()
    organizations = {service.organization_id for service in services}  # type: ignore[attr-defined]
    programs = {service.program_id for service in services}  # type: ignore[attr-defined]
    _add(gathered, "organization", Q(pk__in=organizations))
    _add(gathered, "program", Q(pk__in=programs - {None}))


def _add_locations(gathered: Gathered) -> None:
    ids = {place.location_id for place in gathered["service_at_location"].values()}  # type: ignore[attr-defined]
    _add(gathered, "location", Q(pk__in=ids))


def _add_details(gathered: Gathered) -> None:
    for name in DETAILS:
        condition = Q(pk__in=[])
        for owner in TABLES[name].of:
            if owner in gathered:
                condition |= Q(**{f"{owner}__in": list(gathered[owner])})
        _add(gathered, name, condition)
    units = {row.unit_id for row in gathered["service_capacity"].values()}  # type: ignore[attr-defined]
    _add(gathered, "unit", Q(pk__in=units))
    _add_attributes(gathered)
    _add_metadata(gathered)


def _add_attributes(gathered: Gathered) -> None:
    links = Q(pk__in=[])
    for name, rows in gathered.items():
        if rows:
            links |= Q(link_entity=name, link_id__in=list(rows))
    # Whatever was gathered is public, so what hangs on it need not be asked again.
    found = TABLES["attribute"].model._default_manager.filter(links, removed_at=None)
    attributes = _by_id(found.order_by("pk"))
    terms = {row.taxonomy_term_id for row in attributes.values()} - {None}  # type: ignore[attr-defined]
    _add(gathered, "taxonomy_term", Q(pk__in=terms))
    taxonomies = {term.taxonomy_id for term in gathered["taxonomy_term"].values()} - {None}  # type: ignore[attr-defined]
    _add(gathered, "taxonomy", Q(pk__in=taxonomies))
    known = {*gathered["taxonomy_term"], None}
    gathered["attribute"] = {
        key: row
        for key, row in attributes.items()
        if row.taxonomy_term_id in known  # type: ignore[attr-defined]
    }


def _add_metadata(gathered: Gathered) -> None:
    about = Q(pk__in=[])
    for name, rows in gathered.items():
        ids = [str(key) for key, row in rows.items() if _may_tell_its_past(row)]
        if ids:
            about |= Q(resource_type=name, resource_id__in=ids)
    gathered["metadata"] = _by_id(listed.metadata_in_columns().filter(about).order_by("pk"))


def _may_tell_its_past(row: Model) -> bool:
    """A place that became confidential must not tell where it was."""
    return getattr(row, "confidentiality", "full") == "full"
