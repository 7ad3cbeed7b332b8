"""A photo is shown to those who may, and that it was opened is on record. It is taken away when the
person takes their yes back, or when somebody who may see it says why: the picture is gone in that
transaction, and a row stays that says so."""

from collections.abc import Sequence

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import NotYours, ReasonMissing
from kith.people.models import Person
from kith.road import access
from kith.road.actions import consents
from kith.road.models import Photo
from kith.road.refusals import AlreadyTakenAway
from kith.road.rules import standing


def open_photo(*, photo: Photo, by: Member) -> bytes:
    """The picture, as JPEG. It stands with the reading of the person it is about."""
    if not access.may_open_photo(by, photo):
        raise NotYours
    if photo.is_gone:
        raise AlreadyTakenAway
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=photo.organization_id, subject=photo.person or photo,
            what="photo",
        )  # fmt: skip
        return photo.open_image()


def take_away(*, photo: Photo, why: str, by: Member) -> Photo:
    """By whoever may see it. Of two who press at once, the second gets AlreadyTakenAway."""
    if not access.may_open_photo(by, photo):
        raise NotYours
    if why not in Photo.Why.values:
        raise ReasonMissing
    with transaction.atomic():
        if not _take_away([photo], why, by):
            raise AlreadyTakenAway
    photo.refresh_from_db()
    return photo


def take_away_what_lost_its_yes(person: Person, by: Member | None) -> int:
    """Whatever of the person's photos does not stand on what they said; how many. The person's row
    is locked by whoever calls (`consents.said_of`), as when a photo is entered."""
    said = consents.said_of(person)
    kept = Photo.objects.kept().filter(person=person).defer("image_sealed").order_by("id")
    lost = [
        each for each in kept if not standing.stands(standing.Taken(each.taken_at, each.base), said)
    ]
    return _take_away(lost, Photo.Why.ASKED, by)


def mark_taken_away(photo: Photo, by: Member | None) -> None:
    """One that comes after the no: in memory, and without ever having held the picture."""
    photo.image_sealed = None
    photo.taken_away_at, photo.taken_away_by = clock.now(), by
    photo.taken_away_why = Photo.Why.ASKED


def put_on_record(photo: Photo, by: Member | None) -> None:
    chain.record(
        "photo_taken_away", by=by, organization=photo.organization_id, subject=photo,
        stream="devices", why=photo.taken_away_why,
    )  # fmt: skip


def _take_away(photos: Sequence[Photo], why: str, by: Member | None) -> int:
    done = 0
    for photo in photos:
        rows = Photo.objects.kept().filter(pk=photo.pk)
        if rows.update(
            image_sealed=None, taken_away_at=clock.now(), taken_away_by=by, taken_away_why=why
        ):
            photo.taken_away_why = why
            put_on_record(photo, by)
            done += 1
    return done
