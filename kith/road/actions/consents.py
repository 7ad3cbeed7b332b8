"""What somebody says yes or no to on the road; a yes can be taken back at any time."""

import datetime as dt
from uuid import UUID

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road.models import RoadConsent
from kith.road.rules.standing import Said

Purpose = RoadConsent.Purpose


def said_of(person: Person) -> list[Said]:
    """What they said of photos. Their row is locked, so that of a photo and a no that come at the
    same moment the second one sees the first."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values("pk"))
    rows = RoadConsent.objects.filter(person=person, purpose=Purpose.PHOTO).order_by()
    return [Said(*row) for row in rows.values_list("record", "base", "is_given", "said_at")]


def holding(person: Person, purpose: str) -> RoadConsent | None:
    """What they said last."""
    return RoadConsent.objects.filter(person=person, purpose=purpose).newest().first()


def keep(
    person: Person, *, purpose: str, is_given: bool, words: str, version: str, language: str,
    record: UUID, base: UUID | None, said_at: dt.datetime, by: Member | None,
) -> RoadConsent:  # fmt: skip
    return RoadConsent.objects.create(
        organization_id=person.organization_id, person=person, record=record, base=base,
        purpose=Purpose(purpose), is_given=is_given, words=words, version=version,
        language=language[:20], heard_by=by, said_at=said_at,
    )  # fmt: skip
