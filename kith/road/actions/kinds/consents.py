"""A yes or a no, in the words that were shown."""

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road import who
from kith.road.actions.kinds.intakes import check
from kith.road.models import RoadConsent
from kith.road.records import Consent, Opened


def enter(record: Consent, opened: Opened, by: Member) -> Person:
    check(record.agreed)
    person = who.find(record.who, opened, by)
    RoadConsent.objects.create(
        organization_id=opened.organization, person=person, record=opened.id,
        purpose=RoadConsent.Purpose(record.purpose), is_given=record.is_given,
        words=record.agreed.words, version=record.agreed.version,
        language=record.agreed.language[:20], heard_by=by, said_at=opened.happened_at,
    )  # fmt: skip
    return person
