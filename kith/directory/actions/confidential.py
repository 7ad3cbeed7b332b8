"""Addresses that must not be found: moved out of the public tables, sealed, and opened on record.

A shelter's address protects whoever lives there. Hiding it means that nothing public tells it: no
address row, no coordinates, no text beside it, no yesterday's version. The address then lives in
`PrivatePlace`, behind the row policy, sealed under a key of its own that the installation's key
wraps.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import sealing
from kith.core.ids import uuid7
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions import sections, telling
from kith.directory.actions.editing import announce_place
from kith.directory.actions.places import open_door
from kith.directory.actions.refusals import NotPossible, StreetStillTold
from kith.directory.actions.sections import SECTIONS
from kith.directory.models import Change, Location, PrivatePlace, Service
from kith.directory.models.location import Confidentiality
from kith.people.keys import keyring

SECRET_COLUMNS = ("latitude", "longitude", "area", "extra", "url", "external_identifier")


@dataclass(frozen=True, slots=True)
class TrueAddress:
    """What a sealed place says: address rows, the point, and the columns that went with them."""

    addresses: Sequence[Mapping[str, Any]] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """The addresses as one reads them."""
        parts = ("address_1", "address_2", "city", "state_province", "postal_code")
        return [", ".join(a[p] for p in parts if a.get(p)) for a in self.addresses]


def set_confidentiality(*, location: Location, to: str, by: Member, area: str = "") -> Location:
    """Make a place public, known by its area, or hidden.

    `area` replaces the public name of the district; a hidden place has none. Refused with
    StreetStillTold while a public text beside the place says the street.
    """
    if to not in Confidentiality.values:
        raise NotPossible
    with transaction.atomic():
        location = access.locked_location(by, location.pk)
        was = location.confidentiality
        if was == Confidentiality.FULL and to != was:
            _hide(location, by)
        if to == Confidentiality.FULL and was != to:
            _show(location, by)
        _set_public_face(location, to, area)
        if was == Confidentiality.FULL and to != was:
            _forget(location, _opened(location))
        announce_place(location)
    location.refresh_from_db()
    return location


def _hide(location: Location, by: Member) -> None:
    true = _read_public(location)
    told = telling.where_told(location, true.addresses)
    if told:
        raise StreetStillTold(told)
    _seal(location, true, by)
    location.addresses.all().delete()


def _read_public(location: Location) -> TrueAddress:
    rows = sections.read(SECTIONS["addresses"], location.pk)
    columns = {name: getattr(location, name) for name in SECRET_COLUMNS}
    return TrueAddress(rows, sections.plain(columns))


def _seal(location: Location, true: TrueAddress, by: Member) -> PrivatePlace:
    """Write the sealed row under a new key each time: the new one does not open an old copy."""
    found = PrivatePlace.objects.filter(location=location).first()
    place = found or PrivatePlace(id=uuid7(), location=location, organization_id=by.organization_id)
    key = sealing.new_key()
    place.key_id, place.key_wrapped = keyring().wrap(key, _where(place, "key_wrapped"))
    text = json.dumps({"addresses": list(true.addresses), "columns": dict(true.columns)})
    place.address_sealed = sealing.seal(text, key, _where(place, "address_sealed"))
    place.save()
    return place


def _where(place: PrivatePlace, column: str) -> sealing.Place:
    return sealing.Place(place.organization_id, "directory_privateplace", column, place.pk)


def _opened(location: Location) -> TrueAddress:
    """The true address; NotYours where the row policy shows none. The caller records it."""
    place = PrivatePlace.objects.filter(location=location).first()
    if place is None:
        raise NotYours
    key = keyring().unwrap(place.key_id, bytes(place.key_wrapped), _where(place, "key_wrapped"))
    text = sealing.open_sealed(bytes(place.address_sealed), key, _where(place, "address_sealed"))
    return TrueAddress(**json.loads(text))


def _set_public_face(location: Location, to: str, area: str) -> None:
    """What stays public: for an area the middle of its other places, for a hidden place nothing."""
    location.confidentiality = to
    if to == Confidentiality.PARTIAL:
        location.area = area or location.area
        location.latitude, location.longitude = telling.middle_of_area(location)
    if to == Confidentiality.HIDDEN:
        location.area, location.latitude, location.longitude = "", None, None
    if to != Confidentiality.FULL:
        location.extra, location.url, location.external_identifier = {}, "", ""
    location.save()


def _forget(location: Location, true: TrueAddress) -> None:
    """Take the place out of what was remembered while it was public."""
    streets = telling.streets(true.addresses)
    pattern = "|".join(re.escape(street) for street in streets) or r"\m\M\M\m"
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_forget_place(%s, %s)", [location.pk, pattern])
    Change.objects.filter(location=location, section__in=["addresses", "place"]).delete()
    beside = Change.objects.filter(
        Q(location=location) | Q(service__service_at_locations__location=location)
    )
    for change in beside.distinct():
        if telling.tells(json.dumps([change.before, change.after], ensure_ascii=False), streets):
            change.delete()


def _show(location: Location, by: Member) -> None:
    true = _opened(location)
    chain.record("opened", by=by, organization=by.organization_id, subject=location, made="public")
    for name, value in true.columns.items():
        setattr(location, name, value)
    Location.objects.filter(pk=location.pk).update(
        confidentiality=Confidentiality.FULL, **true.columns
    )
    sections.write(SECTIONS["addresses"], location.pk, [dict(row) for row in true.addresses])
    PrivatePlace.objects.filter(location=location).delete()


def open_private_place(*, location: Location, by: Member) -> TrueAddress:
    """Read the true address. Recorded in the same transaction: no record, no address."""
    if not access.may_keep(by):
        raise NotYours
    with transaction.atomic():
        true = _opened(location)
        chain.record("opened", by=by, organization=by.organization_id, subject=location)
    return true


def set_private_address(
    *, location: Location, address: Mapping[str, Any], by: Member,
    latitude: float | None = None, longitude: float | None = None,
) -> None:  # fmt: skip
    """Write the true address of a confidential place anew, sealed; nothing public changes."""
    with transaction.atomic():
        location = access.locked_location(by, location.pk)
        if location.confidentiality == Confidentiality.FULL:
            raise NotPossible
        columns = {"latitude": latitude, "longitude": longitude}
        row = {"id": str(uuid7()), "location_id": str(location.pk), **address}
        _seal(location, TrueAddress([row], columns), by)


def create_private_location(
    *, service: Service, name: str, address: Mapping[str, Any], by: Member,
    to: str = Confidentiality.HIDDEN, area: str = "", key: UUID | None = None,
) -> Location:  # fmt: skip
    """A new confidential place: its address is sealed before anything is public."""
    if to not in (Confidentiality.PARTIAL, Confidentiality.HIDDEN):
        raise NotPossible
    with transaction.atomic():
        service = access.locked_service(by, service.pk)
        location, is_new = Location.objects.get_or_create(
            pk=key or uuid7(),
            defaults={
                "organization_id": service.organization_id, "name": name, "confidentiality": to,
                "area": area if to == Confidentiality.PARTIAL else "",
            },
        )  # fmt: skip
        if is_new:
            open_door(service=service, location=location, by=by)
            set_private_address(location=location, address=address, by=by)
            _set_public_face(location, to, area)
            announce_place(location)
    return location
