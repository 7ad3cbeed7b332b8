"""Who is on duty: shifts, swaps, absences."""

import datetime as dt

from django.db import IntegrityError, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.safety import access
from kith.safety.models import Absence, Shift
from kith.safety.refusals import OutOfBounds, ShiftNotOffered, ShiftsOverlap

LONGEST = dt.timedelta(hours=36)
"""Nobody is on duty for longer at a stretch."""


def add_shift(
    *, by: Member, member: Member, starts_at: dt.datetime, ends_at: dt.datetime,
    place: int = Shift.Place.FIRST,
) -> Shift:  # fmt: skip
    """A keeper of the rota puts somebody on it; a member may put themselves."""
    access.require_responder(member, by.organization_id)
    if by.id != member.id:
        access.require_keeper(by)
    if not dt.timedelta(0) < ends_at - starts_at <= LONGEST:
        raise OutOfBounds
    try:
        with transaction.atomic():
            return Shift.objects.create(
                organization_id=by.organization_id, member=member, place=Shift.Place(place),
                starts_at=starts_at, ends_at=ends_at, made_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise ShiftsOverlap from error


def offer_shift(*, shift: Shift, by: Member) -> Shift:
    """Somebody else may take it. Until somebody does, the one who offered it stands."""
    if shift.member_id != by.id and not by.has_role(*access.KEEPERS):
        raise NotYours
    rows = Shift.objects.filter(pk=shift.pk, cancelled_at=None, member=shift.member_id)
    if rows.update(offered_at=clock.now()) != 1:
        raise AlreadyChanged
    shift.refresh_from_db()
    return shift


def take_shift(*, shift: Shift, by: Member) -> Shift:
    """Swap: of two who take it at once the second finds it no longer offered."""
    access.require_responder(by, shift.organization_id)
    try:
        with transaction.atomic():
            rows = Shift.objects.filter(pk=shift.pk, cancelled_at=None, offered_at__isnull=False)
            if rows.update(member=by, offered_at=None) != 1:
                raise ShiftNotOffered
    except IntegrityError as error:
        raise ShiftsOverlap from error
    shift.refresh_from_db()
    return shift


def cancel_shift(*, shift: Shift, by: Member) -> Shift:
    """Taken off the rota by a keeper; the gap shows at once."""
    access.require_keeper(by)
    Shift.objects.filter(pk=shift.pk, cancelled_at=None).update(cancelled_at=clock.now())
    shift.refresh_from_db()
    return shift


def add_absence(
    *, by: Member, member: Member, starts_at: dt.datetime, ends_at: dt.datetime
) -> Absence:
    """Away: shifts in that time count for nothing, and the gaps they leave are shown."""
    access.require_responder(member, by.organization_id)
    if by.id != member.id:
        access.require_keeper(by)
    if ends_at <= starts_at:
        raise OutOfBounds
    return Absence.objects.create(
        organization_id=by.organization_id, member=member, starts_at=starts_at, ends_at=ends_at
    )


def end_absence(*, absence: Absence, by: Member) -> None:
    """Back earlier than thought."""
    if absence.member_id != by.id:
        access.require_keeper(by)
    if absence.organization_id != by.organization_id:
        raise NotYours
    absence.delete()
