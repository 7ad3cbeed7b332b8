"""A yes is taken back: at the desk, or by the person with their private number. On a tablet it is a
record like any other (`kinds/consents.py`)."""

from django.db import transaction

from kith.accounts.models import Member
from kith.connections.actions import notices
from kith.connections.models import Notice, Request
from kith.core import clock
from kith.core.ids import uuid7
from kith.core.refusals import NotYours
from kith.people import access as people
from kith.people.models import Person
from kith.road.actions import consents, letting_go, photos
from kith.road.models import Photo, RoadConsent
from kith.road.refusals import NothingToTakeBack

Purpose = RoadConsent.Purpose


def take_back(
    *, person: Person, purpose: str, by: Member | None = None, language: str = ""
) -> RoadConsent:
    """`by=None`: the person themselves, whom their private number let in; else somebody of their
    care team, who heard it. What stood on the yes goes in the same transaction, what still waits
    sealed too. A second time there is nothing to take back."""
    if by is not None and not people.may_open(by, person):
        raise NotYours
    with transaction.atomic():
        consents.said_of(person)  # of two at once the second sees the no of the first
        last = consents.holding(person, purpose)
        is_yes = last is not None and last.is_given
        if not is_yes and not (purpose == Purpose.PHOTO and _has_photo(person)):
            raise NothingToTakeBack
        said = _said_no(person, purpose, last, by, language)
        photos.take_away_what_lost_its_yes(person, by)
        letting_go.let_go(organization=person.organization_id)
        _tell_owner(person, said, by)
    return said


def _said_no(
    person: Person, purpose: str, last: RoadConsent | None, by: Member | None, language: str
) -> RoadConsent:
    """The words are those of the yes; there are none where it was never written down."""
    return consents.keep(
        person, purpose=purpose, is_given=False, words=last.words if last else "",
        version=last.version if last else "", base=last.record if last else None,
        language=language or (last.language if last else ""), record=uuid7(), by=by,
        said_at=clock.now(),
    )  # fmt: skip


def _has_photo(person: Person) -> bool:
    """Photos may have come without a word of consent, on paper or by mouth."""
    return Photo.objects.kept().filter(person=person).exists()


def _tell_owner(person: Person, said: RoadConsent, by: Member | None) -> None:
    """Whoever counts on a photo hears that something is gone."""
    requests = Request.objects.open().filter(person=person).select_related("owner")
    request = requests.order_by("-created_at", "-id").first()
    if request is not None:
        notices.tell_owner(request, Notice.Kind.WITHDRAWN, f"{said.id}:road", besides=by)
