"""What each parameter leaves in. Filters add up (AND); all start from the rows that are public."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.api.hsds import nearness, words
from kith.api.hsds.asked import Asked
from kith.directory.exporting import listed
from kith.directory.exporting.tables import TABLES
from kith.directory.models import Attribute, Schedule

Filter = Callable[[QuerySet, Any], QuerySet]


def services(asked: Asked) -> QuerySet:
    found = _each(listed.rows("service"), asked, _SERVICE)
    return _hours(found, asked, {"service": "pk", "service_at_location__service": "pk"})


def places(asked: Asked) -> QuerySet:
    """Services at locations: what is asked of the service is asked through it."""
    of_service = {name: asked[name] for name in asked if name in _THROUGH_SERVICE}
    found = _each(listed.rows("service_at_location"), asked, _PLACE)
    if of_service:
        fitting = _each(listed.public("service"), of_service, _SERVICE)
        found = found.filter(Exists(fitting.filter(pk=OuterRef("service_id"))))
    found = _hours(
        found, asked,
        {"service": "service_id", "service_at_location": "pk", "location": "location_id"},
    )  # fmt: skip
    return nearness.near(found, asked.get("postcode", ""), asked.get("proximity"))


def organizations(asked: Asked) -> QuerySet:
    return _each(listed.rows("organization"), asked, _ORGANIZATION)


def taxonomies(asked: Asked) -> QuerySet:
    return _each(listed.rows("taxonomy"), asked, {"search": words.in_text("name", "description")})


def terms(asked: Asked) -> QuerySet:
    return _each(listed.rows("taxonomy_term"), asked, _TERM)


def _each(found: QuerySet, asked: Asked, filters: Mapping[str, Filter]) -> QuerySet:
    for name, keep in filters.items():
        if name in asked:
            found = keep(found, asked[name])
    return found


def _equal(lookup: str) -> Filter:
    return lambda found, value: found.filter(**{lookup: value})


def _carrying(lookup: str, links: Mapping[str, str]) -> Filter:
    """Rows with an attribute of that term or taxonomy, on themselves or on what they stand for."""

    def keep(found: QuerySet, value: UUID) -> QuerySet:
        carries = Q(pk__in=[])
        for entity, column in links.items():
            attributes = Attribute.objects.filter(
                removed_at=None, link_entity=entity, link_id=OuterRef(column),
                taxonomy_term__removed_at=None, **{lookup: value},
            )  # fmt: skip
            carries |= Q(Exists(attributes))
        return found.filter(carries)

    return keep


def _organization_carrying(lookup: str) -> Filter:
    """The organization's own attributes, or those of a service it offers."""
    own = _carrying(lookup, {"organization": "pk"})
    of_service = _carrying(lookup, {"service": "pk"})

    def keep(found: QuerySet, value: UUID) -> QuerySet:
        offered = of_service(listed.services(), value).filter(organization=OuterRef("pk"))
        carrying = own(listed.organizations(), value).values("pk")
        return found.filter(Q(pk__in=carrying) | Q(Exists(offered)))

    return keep


def _changed(name: str) -> Filter:
    """Changed itself, or in a row that hangs on it: otherwise a new phone number is never told."""

    def keep(found: QuerySet, moment: dt.datetime) -> QuerySet:
        changed = Q(modified_at__gte=moment)
        for table in TABLES.values():
            if name in table.of:
                rows = table.model._default_manager.filter(modified_at__gte=moment)
                changed |= Q(pk__in=rows.filter(**{f"{name}__isnull": False}).values(f"{name}_id"))
        return found.filter(changed)

    return keep


def _hours(found: QuerySet, asked: Asked, links: Mapping[str, str]) -> QuerySet:
    """One rule of opening that fits day, start and end together."""
    fits = Q()
    if "day" in asked:
        fits &= Q(byday__contains=asked["day"])
    if "start_time" in asked:
        fits &= Q(opens_at__gte=asked["start_time"])
    if "end_time" in asked:
        fits &= Q(closes_at__lte=asked["end_time"])
    if not fits:
        return found
    rules = Schedule.objects.filter(
        fits, removed_at=None, closed=False, certain=True, kind=Schedule.Kind.OPENING
    )
    either = Q(pk__in=[])
    for lookup, column in links.items():
        either |= Q(Exists(rules.filter(**{lookup: OuterRef(column)})))
    return found.filter(either)


_SERVICE: dict[str, Filter] = {
    "search": words.in_listings("service_id", "name"),
    "taxonomy_term_id": _carrying("taxonomy_term", {"service": "pk"}),
    "taxonomy_id": _carrying("taxonomy_term__taxonomy", {"service": "pk"}),
    "organization_id": _equal("organization"),
    "modified_after": _changed("service"),
    "minimum_age": _equal("minimum_age__gte"),
    "maximum_age": _equal("maximum_age__lte"),
}
_THROUGH_SERVICE = ("organization_id", "minimum_age", "maximum_age")
_PLACE_LINKS = {"service": "service_id", "service_at_location": "pk", "location": "location_id"}
_PLACE: dict[str, Filter] = {
    "search": words.in_listings("pk", "service__name"),
    "taxonomy_term_id": _carrying("taxonomy_term", _PLACE_LINKS),
    "taxonomy_id": _carrying("taxonomy_term__taxonomy", _PLACE_LINKS),
    "modified_after": _changed("service_at_location"),
}
_ORGANIZATION: dict[str, Filter] = {
    "search": words.in_organizations,
    "taxonomy_term_id": _organization_carrying("taxonomy_term"),
    "taxonomy_id": _organization_carrying("taxonomy_term__taxonomy"),
    "modified_after": _changed("organization"),
}
_TERM: dict[str, Filter] = {
    "search": words.in_text("name", "description", "names__name"),
    "taxonomy_id": _equal("taxonomy"),
    "parent_id": _equal("parent"),
    "top_only": lambda found, only: found.filter(parent=None) if only else found,
}
