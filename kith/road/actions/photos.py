"""A photo is shown to those who may, and that it was opened is on record."""

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import NotYours
from kith.road import access
from kith.road.models import Photo


def open_photo(*, photo: Photo, by: Member) -> bytes:
    """The picture, as JPEG. It stands with the reading of the person it is about."""
    if not access.may_open_photo(by, photo):
        raise NotYours
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=photo.organization_id, subject=photo.person or photo,
            what="photo",
        )  # fmt: skip
        return photo.open_image()
