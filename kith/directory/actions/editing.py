"""Changing one section of a listing: locked, compared, written, remembered, announced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core import clock, events
from kith.core.ids import uuid7
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions import sections
from kith.directory.actions.refusals import ChangedMeanwhile, NothingToUndo, NotPossible
from kith.directory.actions.sections import SECTIONS, Row, Section
from kith.directory.events import ServicesChanged
from kith.directory.models import Change, Location, Service, ServiceAtLocation


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit did. `batch` undoes it; unchanged means it already said so."""

    batch: UUID
    is_changed: bool


def edit_service(
    name: str, *, service: Service, rows: Iterable[Mapping[str, Any]], by: Member,
    based_on: str = "", owner_id: UUID | None = None, batch: UUID | None = None,
) -> Edit:  # fmt: skip
    """Make one section of a service be these rows.

    `based_on` is the version the form was written on. Of two people who save the same section, the
    row lock lets one through; the other finds another version and is told (ChangedMeanwhile).
    Saying the same thing twice is one change.
    """
    with transaction.atomic():
        service = access.locked_service(by, service.pk)
        change = _remembered(SECTIONS[name], owner_id or service.pk, rows, by, based_on, batch)
        if change.before == change.after:
            return Edit(change.batch, is_changed=False)
        change.service = service
        change.save(force_insert=True)
        _announce_change(change)
    return Edit(change.batch, is_changed=True)


def edit_place(
    name: str, *, location: Location, rows: Iterable[Mapping[str, Any]], by: Member,
    based_on: str = "", batch: UUID | None = None,
) -> Edit:  # fmt: skip
    """The same for a place; every service with a door there is announced."""
    with transaction.atomic():
        location = access.locked_location(by, location.pk)
        change = _remembered(SECTIONS[name], location.pk, rows, by, based_on, batch)
        if change.before == change.after:
            return Edit(change.batch, is_changed=False)
        change.location = location
        change.save(force_insert=True)
        announce_place(location)
    return Edit(change.batch, is_changed=True)


def _remembered(
    section: Section, owner_id: UUID, rows: Iterable[Mapping[str, Any]], by: Member,
    based_on: str, batch: UUID | None,
) -> Change:  # fmt: skip
    """Write the section and return the unsaved record of it."""
    before = sections.read(section, owner_id)
    wanted = sections.wanted(section, before, rows)
    after = before
    if not sections.is_same(section, before, wanted):
        if based_on and based_on != sections.version(before):
            raise ChangedMeanwhile(before)
        after = _written(section, owner_id, wanted)
    return Change(
        organization_id=by.organization_id, section=section.name, owner_id=owner_id,
        before=before, after=after, by=by, at=clock.now(), batch=batch or uuid7(),
    )  # fmt: skip


def _written(section: Section, owner_id: UUID, rows: list[Row]) -> list[Row]:
    try:
        with transaction.atomic():
            sections.write(section, owner_id, rows)
    except IntegrityError as error:
        raise NotPossible(_("This does not go together. Please look at it again.")) from error
    return sections.read(section, owner_id)


def undo(*, batch: UUID, by: Member) -> int:
    """Put back what one press changed; how many sections that were.

    Refused whole if anything has been changed since: an undo must not undo somebody else.
    """
    with transaction.atomic():
        mine = Change.objects.standing().filter(batch=batch, organization=by.organization_id)
        found = list(mine.select_for_update().order_by("-at", "-id"))
        if not found:
            raise NothingToUndo
        for change in found:
            _put_back(change, by)
        Change.objects.filter(pk__in=[c.pk for c in found]).update(undone_at=clock.now())
    return len(found)


def _put_back(change: Change, by: Member) -> None:
    if change.location_id:
        location = access.locked_location(by, change.location_id)
        _restored(change)
        announce_place(location)
    elif change.service_id:
        if change.section == "steward":
            _may_give_back(by)
        else:
            access.locked_service(by, change.service_id)
        _restored(change)
        _announce_change(change)


def _may_give_back(by: Member) -> None:
    """The listing may be nobody's now, so its steward cannot be asked: whoever adopts may."""
    if not access.may_adopt(by):
        raise NotYours


def _restored(change: Change) -> None:
    section = SECTIONS[change.section]
    if sections.read(section, change.owner_id) != change.after:
        raise ChangedMeanwhile
    _written(section, change.owner_id, change.before)


def _announce_change(change: Change) -> None:
    """The service; or all of the organisation's, where its own record was changed."""
    if change.section == "house":
        found = Service.objects.filter(organization=change.owner_id, removed_at=None)
        announce(found.order_by("pk").values_list("pk", flat=True))
    elif change.service_id:
        announce([change.service_id])


def announce(service_ids: Iterable[UUID]) -> None:
    """Move the services' own moment on, and tell whoever derives something from them."""
    ids = tuple(service_ids)
    if ids:
        Service.objects.filter(pk__in=ids).update(modified_at=clock.now())
        events.publish(ServicesChanged(ids))


def announce_place(location: Location) -> None:
    """Every service that has a door at a place."""
    doors = ServiceAtLocation.objects.filter(location=location)
    announce(doors.order_by("service_id").values_list("service_id", flat=True).distinct())
