"""A picture, without what the camera wrote into it."""

import base64
import binascii

from kith.accounts.models import Member
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road import who
from kith.road.models import Photo
from kith.road.records import Opened
from kith.road.records import Photo as Record
from kith.road.rules import jpeg


def enter(record: Record, opened: Opened, by: Member) -> Person | None:
    """The tablet drew it anew already; whatever else stands in it is taken out here once more."""
    try:
        bare = jpeg.without_metadata(base64.b64decode(record.jpeg, validate=True))
    except binascii.Error as error:
        raise jpeg.NoPicture from error
    person = who.find(record.who, opened, by) if record.who else None
    photo = Photo(
        id=uuid7(), organization_id=opened.organization, device_id=opened.device,
        record=opened.id, person=person, visit=record.visit, taken_by=by,
        taken_at=opened.happened_at,
    )  # fmt: skip
    photo.seal_image(bare)
    photo.save(force_insert=True)
    return person
