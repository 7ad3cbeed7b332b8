"""A yes or a no, in the words that were shown. A no to photos takes those there are with it."""

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road import who
from kith.road.actions import consents, photos
from kith.road.actions.kinds.intakes import check
from kith.road.models import RoadConsent
from kith.road.records import Consent, Opened


def enter(record: Consent, opened: Opened, by: Member) -> Person:
    """A no waits for nothing: not for the yes it was said over, either."""
    check(record.agreed)
    person = who.find(record.who, opened, by)
    is_about_photos = record.purpose == RoadConsent.Purpose.PHOTO
    if is_about_photos:
        consents.said_of(person)
    consents.keep(
        person, purpose=record.purpose, is_given=record.is_given, words=record.agreed.words,
        version=record.agreed.version, language=record.agreed.language, record=opened.id,
        base=opened.base, said_at=opened.happened_at, by=by,
    )  # fmt: skip
    if is_about_photos and not record.is_given:
        photos.take_away_what_lost_its_yes(person, by)
    return person
