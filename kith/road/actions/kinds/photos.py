"""A picture, without what the camera wrote into it. One that comes after the no it was taken under
leaves a row that says so, and no picture."""

import base64
import binascii

from kith.accounts.models import Member
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road import who
from kith.road.actions import consents, photos, versions
from kith.road.models import Photo
from kith.road.records import Opened
from kith.road.records import Photo as Record
from kith.road.rules import jpeg, standing


def enter(record: Record, opened: Opened, by: Member) -> Person | None:
    """The tablet drew it anew already; whatever else stands in it is taken out here once more."""
    try:
        bare = jpeg.without_metadata(base64.b64decode(record.jpeg, validate=True))
    except binascii.Error as error:
        raise jpeg.NoPicture from error
    person = who.find(record.who, opened, by) if record.who else None
    may_stay = person is None or _may_stay(person, opened)
    photo = Photo(
        id=uuid7(), organization_id=opened.organization, device_id=opened.device,
        record=opened.id, person=person, visit=record.visit, base=opened.base, taken_by=by,
        taken_at=opened.happened_at,
    )  # fmt: skip
    if may_stay:
        photo.seal_image(bare)
    else:
        photos.mark_taken_away(photo, by)
    photo.save(force_insert=True)
    if not may_stay:
        photos.put_on_record(photo, by)
    return person


def _may_stay(person: Person, opened: Opened) -> bool:
    """Waits for the yes it names, unless a no is about it anyway."""
    said, taken = consents.said_of(person), standing.Taken(opened.happened_at, opened.base)
    if standing.is_covered(taken, said):
        return False
    versions.require_base(opened)
    return standing.stands(taken, said)
