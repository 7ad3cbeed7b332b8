"""Places: making them, changing their words and addresses, opening a service's door there."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core.ids import uuid7
from kith.directory import access
from kith.directory.actions.editing import Edit, edit_place, edit_service
from kith.directory.actions.refusals import NotPossible
from kith.directory.models import Location, Service, ServiceAtLocation
from kith.directory.models.location import Confidentiality

Rows = Iterable[Mapping[str, Any]]


def create_location(
    *, service: Service, fields: Mapping[str, Any], by: Member,
    address: Mapping[str, Any] | None = None, key: UUID | None = None,
) -> Location:  # fmt: skip
    """A new public place with the service's door in it.

    A confidential place is made with `actions.create_private_location`: its address is never, not
    even for a moment, in a public table.
    """
    with transaction.atomic():
        service = access.locked_service(by, service.pk)
        location, is_new = Location.objects.get_or_create(
            pk=key or uuid7(), defaults={"organization_id": service.organization_id}
        )
        if is_new:
            open_door(service=service, location=location, by=by)
            edit_place("place", location=location, rows=[{**fields, "id": location.pk}], by=by)
            if address and any(address.values()):
                edit_place("addresses", location=location, rows=[address], by=by)
    location.refresh_from_db()
    return location


def update_location(
    *, location: Location, fields: Mapping[str, Any], by: Member, based_on: str = ""
) -> Edit:
    """Change the public words of a place; its coordinates only while the address is public."""
    is_public = location.confidentiality == Confidentiality.FULL
    if not is_public and {"latitude", "longitude"} & set(fields):
        raise NotPossible(_("This place is confidential: its coordinates are not public."))
    row = {**fields, "id": location.pk}
    return edit_place("place", location=location, rows=[row], by=by, based_on=based_on)


def set_addresses(*, location: Location, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """The public addresses of a place. The database refuses them where it is confidential."""
    if location.confidentiality != Confidentiality.FULL:
        raise NotPossible(_("This place is confidential: its address is kept sealed."))
    return edit_place("addresses", location=location, rows=rows, by=by, based_on=based_on)


def set_place_access(*, location: Location, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """Step-free or not, and the like."""
    return edit_place("place-access", location=location, rows=rows, by=by, based_on=based_on)


def set_place_phones(*, location: Location, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """The numbers of a place."""
    return edit_place("place-phones", location=location, rows=rows, by=by, based_on=based_on)


def set_place_contacts(*, location: Location, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """Whom to ask for at a place."""
    return edit_place("place-contacts", location=location, rows=rows, by=by, based_on=based_on)


def open_door(
    *, service: Service, location: Location, by: Member, description: str = ""
) -> ServiceAtLocation:
    """Say that a service is offered at a place. Said twice, it is one door."""
    with transaction.atomic():
        service = access.locked_service(by, service.pk)
        door = _doors(service).filter(location=location).first()
        if door is None:
            rows = [{"id": pk} for pk in _doors(service).values_list("pk", flat=True)]
            new = {"location_id": location.pk, "description": description}
            edit_service("doors", service=service, rows=[*rows, new], by=by)
            door = _doors(service).get(location=location)
    return door


def close_door(*, door: ServiceAtLocation, by: Member) -> Edit:
    """The service is no longer offered at that place."""
    kept = _doors(door.service).exclude(pk=door.pk).values_list("pk", flat=True)
    return edit_service("doors", service=door.service, rows=[{"id": pk} for pk in kept], by=by)


def _doors(service: Service) -> Any:
    return ServiceAtLocation.objects.filter(service=service, removed_at=None)
