"""Who may keep which listing. Everybody may read what is public; a listing is kept by its steward.

The public tables have no row policy, so this file is the only lock on changing them: every action
fetches through `locked_service` or `locked_location`, never by id alone.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.directory.models import Location, Service

EDITORS = (Role.NAVIGATOR, Role.ADMINISTRATOR, Role.DIRECTOR, Role.OUTREACH)
"""Roles that keep the directory."""

KEEPERS = (Role.ADMINISTRATOR, Role.NAVIGATOR, Role.DIRECTOR)
"""Roles that bring whole lists in and take the directory along."""

NAMERS = (Role.ADMINISTRATOR, Role.DIRECTOR)
"""Roles that say what needs and communities are called, for the whole installation."""

READERS = tuple(Role)
"""Every member may look things up at the desk."""


def visible_to(member: Member) -> QuerySet[Service]:
    """What a member sees at the desk: what is public, and all that their organisation keeps.

    An administrator also sees what nobody keeps yet, so that somebody can adopt it.
    """
    shown = Q(pk__in=Service.objects.listed().values("pk")) | Q(steward=member.organization_id)
    if may_adopt(member):
        shown |= Q(steward=None)
    return Service.objects.filter(shown, removed_at=None)


def get_for(member: Member, service_id: UUID) -> Service:
    """A service this member may look at, or NotYours."""
    found = visible_to(member).select_related("organization", "steward", "source")
    service = found.filter(pk=service_id).first()
    if service is None:
        raise NotYours
    return service


def may_keep(member: Member) -> bool:
    """Whether this member keeps listings at all."""
    return member.has_role(*EDITORS)


def may_adopt(member: Member) -> bool:
    """Whether this member may take over a listing that nobody keeps."""
    return member.has_role(Role.ADMINISTRATOR)


def can_edit(member: Member, service: Service) -> bool:
    """Whether this member may change this service."""
    return may_keep(member) and service.steward_id == member.organization_id


def locked_service(member: Member, service_id: UUID) -> Service:
    """The service, locked until the transaction ends, if this member may change it."""
    service = Service.objects.select_for_update().filter(pk=service_id, removed_at=None).first()
    if service is None or not can_edit(member, service):
        raise NotYours
    return service


def can_edit_house(member: Member, service: Service) -> bool:
    """Whether this member may change the record of the organisation that offers the service: one
    that nobody else keeps, runs here, or keeps a service of."""
    house, ours = service.organization, (None, member.organization_id)
    others = house.services.filter(removed_at=None).exclude(steward=None)
    return (
        can_edit(member, service)
        and house.steward_id in ours
        and house.operated_by_id in ours
        and not others.exclude(steward=member.organization_id).exists()
    )


def places_of(member: Member) -> QuerySet[Location]:
    """Places whose organisation this member's organisation keeps, or that only its services use."""
    ours = Q(organization__steward=member.organization_id)
    used = Q(service_at_locations__service__steward=member.organization_id)
    others = Service.objects.exclude(steward=member.organization_id).exclude(steward=None)
    shared = Location.objects.filter(service_at_locations__service__in=others).values("pk")
    free = Q(organization__steward=None) & used & ~Q(pk__in=shared)
    return Location.objects.filter(ours | free, removed_at=None).distinct()


def can_edit_place(member: Member, location: Location) -> bool:
    """Whether this member may change this place."""
    return may_keep(member) and places_of(member).filter(pk=location.pk).exists()


def locked_location(member: Member, location_id: UUID) -> Location:
    """The place, locked until the transaction ends, if this member may change it."""
    location = Location.objects.select_for_update().filter(pk=location_id).first()
    if location is None or not can_edit_place(member, location):
        raise NotYours
    return location


def get_place_for(member: Member, location_id: UUID) -> Location:
    """A place this member may look at: their own, or one with a service that is public."""
    location = Location.objects.filter(pk=location_id, removed_at=None).first()
    if location is None:
        raise NotYours
    doors = visible_to(member).filter(service_at_locations__location=location)
    if not doors.exists() and not can_edit_place(member, location):
        raise NotYours
    return location
