"""Which rows of each HSDS table the public may have. The API and exports read through here only.

A row is public when nobody removed it and everything it hangs on is public: the phone of a service
that asked not to be listed is no more public than the service. An organization or a place is public
unless everything it does here is not.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, UUIDField, When
from django.db.models.functions import Cast, Coalesce

from kith.core import clock
from kith.directory.exporting.tables import TABLES, Table
from kith.directory.models import (
    Address,
    Attribute,
    Location,
    Metadata,
    Organization,
    Program,
    Service,
    ServiceAtLocation,
)
from kith.directory.models.location import Confidentiality
from kith.directory.search.asking import HIDDEN_AFTER

LINKED = {"attribute": ("link_entity", "link_id"), "metadata": ("resource_type", "resource_id")}
"""Tables that hang on any row of any other table, by its name and id."""

_UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"


def rows(name: str) -> QuerySet:
    """Public rows of a table that know which of the rows they refer to are public."""
    table = TABLES[name]
    said: dict[str, Any] = {
        f"{field}_is_public": _target_is_public(table, field) for field in table.refers
    }
    if name == "taxonomy_term":
        said["taxonomy_name"] = F("taxonomy__name")
    return public(name).annotate(**said)


def public(name: str) -> QuerySet:
    """Public rows of a table."""
    if name in _OWN_RULES:
        return _OWN_RULES[name]()
    table = TABLES[name]
    found = table.model._default_manager.filter(removed_at=None)
    if table.of and not table.stands_alone:
        found = found.exclude(**{f"{field}_id": None for field in table.of})
    for field in table.of:
        found = found.filter(Q(**{f"{field}_id": None}) | Q(_target_is_public(table, field)))
    return found


def _target_is_public(table: Table, field: str) -> Exists:
    return Exists(public(target(table, field)).filter(pk=OuterRef(f"{field}_id")))


def target(table: Table, field: str) -> str:
    """The table that a foreign key points to."""
    model = table.model._meta.get_field(field).related_model
    return next(other.name for other in TABLES.values() if other.model is model)


def services() -> QuerySet[Service]:
    """Not those that asked to be left out, nor those nobody should be sent to, nor those nobody has
    looked at for two years: what the pages hide is not passed on to other directories either."""
    known_since = Coalesce("verified_on", "assured_date", Cast("modified_at", DateField()))
    found = Service.objects.listed().filter(do_not_refer=False, organization__removed_at=None)
    return found.alias(known_since=known_since).filter(known_since__gt=clock.today() - HIDDEN_AFTER)


def organizations() -> QuerySet[Organization]:
    found = Organization.objects.filter(removed_at=None)
    return found.filter(_offers_something_or_nothing("organization"))


def programs() -> QuerySet[Program]:
    found = Program.objects.filter(_offers_something_or_nothing("program"), removed_at=None)
    own = organizations().filter(pk=OuterRef("organization_id"))
    return found.filter(Q(organization=None) | Q(Exists(own)))


def _offers_something_or_nothing(field: str) -> Q:
    """What only serves as the roof of something unlisted would tell that it is there."""
    here = Q(**{field: OuterRef("pk")})
    return Q(Exists(services().filter(here))) | ~Q(Exists(Service.objects.filter(here)))


def locations() -> QuerySet[Location]:
    here = ServiceAtLocation.objects.filter(location=OuterRef("pk"))
    offered = here.filter(Exists(services().filter(pk=OuterRef("service_id"))), removed_at=None)
    return Location.objects.filter(Q(Exists(offered)) | ~Q(Exists(here)), removed_at=None)


def places() -> QuerySet[ServiceAtLocation]:
    """Services at locations."""
    found = ServiceAtLocation.objects.filter(removed_at=None, location__removed_at=None)
    return found.filter(Exists(services().filter(pk=OuterRef("service_id"))))


def addresses() -> QuerySet[Address]:
    """Only of places whose address everybody may know, whatever else may stand in the table."""
    known = locations().filter(confidentiality=Confidentiality.FULL)
    return Address.objects.filter(Exists(known.filter(pk=OuterRef("location_id"))), removed_at=None)


def attributes() -> QuerySet[Attribute]:
    terms = public("taxonomy_term").filter(pk=OuterRef("taxonomy_term_id"))
    found = Attribute.objects.filter(_linked("attribute", OuterRef("link_id")), removed_at=None)
    return found.filter(Q(taxonomy_term=None) | Q(Exists(terms)))


def metadata() -> QuerySet[Metadata]:
    """What was changed in public columns of public rows; never of a confidential place."""
    as_id = Case(When(resource_id__regex=_UUID, then=Cast("resource_id", UUIDField())))
    return metadata_in_columns().annotate(link=as_id).filter(_linked("metadata", OuterRef("link")))


def metadata_in_columns() -> QuerySet[Metadata]:
    """Entries that can be said in HSDS, about columns that are published."""
    about = Q(pk__in=[])
    for table in TABLES.values():
        # Without a field it speaks of the whole row: made, looked through.
        names = ["", *(column.name for column in table.columns)]
        about |= Q(resource_type=table.name, field_name__in=names)
    return Metadata.objects.filter(about, removed_at=None).exclude(last_action_date=None)


def _linked(name: str, link: OuterRef) -> Q:
    """The row it names, of the table it names, is public."""
    entity = LINKED[name][0]
    found = Q(pk__in=[])
    for table in TABLES:
        if table in LINKED:
            continue
        linked = public(table).filter(pk=link)
        if name == "metadata" and table == "location":
            linked = linked.filter(confidentiality=Confidentiality.FULL)
        found |= Q(**{entity: table}) & Q(Exists(linked))
    return found


_OWN_RULES: dict[str, Callable[[], QuerySet]] = {
    "organization": organizations, "service": services, "program": programs,
    "location": locations, "service_at_location": places, "address": addresses,
    "attribute": attributes, "metadata": metadata,
}  # fmt: skip
