"""A yes to photos is taken back: on a tablet, at the desk, with the private number. Whatever comes
first, the picture is gone, and a row says since when and by whom."""

import base64
import itertools
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit import chain
from kith.audit.models import Entry
from kith.connections.models import Notice
from kith.connections.tests.factories import ask
from kith.core import clock
from kith.core.refusals import NotYours
from kith.people import actions as people
from kith.people.models import Person
from kith.road import actions
from kith.road.models import Arrival, Photo, Question, RoadConsent
from kith.road.refusals import NothingToTakeBack
from kith.road.tests.pictures import plain
from kith.road.tests.tablet import Tablet, agreed
from tests.cast import member_of

JPEG = base64.b64encode(plain()).decode()
WORDS = "They may keep the photo of my paper."


@pytest.fixture
def dee(tablet) -> uuid.UUID:
    person = tablet.intake(name="Dee")
    tablet.send()
    return person


@pytest.fixture
def tent(cast, tablet) -> Tablet:
    return Tablet.registered(member_of(cast.riverbend, "Omar", Role.OUTREACH), "Tent tablet")


def says(tablet: Tablet, person: uuid.UUID, is_given: bool, **more: Any) -> uuid.UUID:
    said = {"purpose": "photo", "is_given": is_given, "agreed": agreed(WORDS)}
    return tablet.enter("consent", **({"who": {"id": person}} | said | more))


def photo(tablet: Tablet, person: uuid.UUID, base: uuid.UUID | None = None) -> uuid.UUID:
    return tablet.enter("photo", who={"id": person}, jpeg=JPEG, base=base)


def at_the_desk(cast) -> dict[uuid.UUID, bool]:
    """Record of each photo -> whether there is a picture; nothing is left sealed anywhere else."""
    with tenancy.acting_for(cast.riverbend.id):
        assert not Arrival.objects.exclude(sealed=None).exists()
        rows = Photo.objects.values_list("record", "image_sealed", "taken_away_at")
        assert all((image is None) == (gone is not None) for _id, image, gone in rows)
        return {record: image is not None for record, image, _gone in rows}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_any_order_the_picture_is_gone(cast, tablet, dee, order) -> None:
    yes = says(tablet, dee, is_given=True)
    taken = photo(tablet, dee, base=yes)
    says(tablet, dee, is_given=False, base=yes)
    box = list(tablet.outbox)
    for at in (*order, order[0]):
        answer = tablet.post(tablet.body(box[at])).json()["answers"]
        assert [each["state"] for each in answer] == ["kept"]
    assert at_the_desk(cast) == {taken: False}
    with tenancy.acting_for(cast.riverbend.id):
        gone = Photo.objects.get()
        assert (gone.taken_away_by, gone.taken_away_why) == (tablet.member, "asked")
        entry = Entry.objects.get(verb="photo_taken_away")
        assert (entry.subject_id, entry.member_id) == (gone.pk, tablet.member.id)


@pytest.mark.parametrize("is_late", [True, False])
def test_a_no_on_another_tablet_takes_it_too(cast, tablet, tent, dee, is_late) -> None:
    taken = photo(tablet, dee)
    says(tent, dee, is_given=False, who={"code": dee.hex[-6:]})
    for each in (tent, tablet) if is_late else (tablet, tent):
        each.send()
    assert at_the_desk(cast) == {taken: False}


def test_asked_anew_a_later_photo_stays_and_the_earlier_one_does_not_come_back(
    cast, tablet, dee
) -> None:
    first = photo(tablet, dee, base=says(tablet, dee, is_given=True))
    says(tablet, dee, is_given=False)
    second = photo(tablet, dee, base=says(tablet, dee, is_given=True))
    box = list(tablet.outbox)
    for some in (box[3:], box[:2], box[2:3]):
        tablet.post(tablet.body(*some))
    assert at_the_desk(cast) == {first: False, second: True}


def test_after_a_no_a_photo_without_a_yes_of_its_own_is_not_kept(cast, tablet, dee) -> None:
    says(tablet, dee, is_given=False)
    taken = photo(tablet, dee)
    tablet.send()
    assert at_the_desk(cast) == {taken: False}


def test_a_no_to_being_called_takes_no_photo(cast, tablet, dee) -> None:
    taken = photo(tablet, dee)
    tablet.enter(
        "consent", who={"id": dee}, purpose="check_in", is_given=False, agreed=agreed(WORDS)
    )
    tablet.send()
    assert at_the_desk(cast) == {taken: True}


def test_what_lies_aside_is_not_kept_either(cast, tablet, dee) -> None:
    """Ben never held the tablet: his photo lies aside, and goes with the no."""
    tablet.enter("photo", who={"id": dee}, jpeg=JPEG, by=cast.ben)
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Arrival.objects.get(state="aside").sealed
    says(tablet, dee, is_given=False)
    tablet.enter("photo", who={"code": dee.hex[-6:]}, jpeg=JPEG, by=cast.ben)
    later = tablet.outbox.pop()
    tablet.send()
    assert at_the_desk(cast) == {}
    with tenancy.acting_for(cast.riverbend.id):
        assert Question.objects.get(kind="aside").decision == "settled"
    tablet.post(tablet.body(later))
    with tenancy.acting_for(cast.riverbend.id):
        assert Arrival.objects.filter(state="aside").exists(), "taken after the no: somebody looks"


@pytest.fixture
def with_photo(cast, tablet, dee) -> Iterator[Person]:
    photo(tablet, dee, base=says(tablet, dee, is_given=True))
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        yield Person.objects.select_related("key", "organization").get(pk=dee)


def test_at_the_desk_it_is_taken_back_once(cast, with_photo) -> None:
    for stranger in (cast.amina, cast.chidi):
        with pytest.raises(NotYours):
            actions.take_back(person=with_photo, purpose="photo", by=stranger)
    assert Photo.objects.kept().exists()
    actions.take_back(person=with_photo, purpose="photo", by=cast.sofia)
    gone = Photo.objects.get()
    assert (gone.image_sealed, gone.taken_away_by, gone.taken_away_why) == (
        None, cast.sofia, "asked"
    )  # fmt: skip
    said = RoadConsent.objects.get(is_given=False)
    assert (said.words, said.heard_by) == (WORDS, cast.sofia)
    with pytest.raises(NothingToTakeBack):
        actions.take_back(person=with_photo, purpose="photo", by=cast.sofia)
    assert RoadConsent.objects.filter(is_given=False).count() == 1
    assert Notice.objects.get(kind="withdrawn").member.name == "June"


def test_nothing_is_erased_where_it_cannot_be_put_on_record(cast, with_photo, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(chain, "record", broken)
    with pytest.raises(OSError), transaction.atomic():
        actions.take_back(person=with_photo, purpose="photo", by=cast.sofia)
    assert Photo.objects.kept().exists() and not RoadConsent.objects.filter(is_given=False)


def test_with_the_private_number_it_is_theirs_to_take_back(cast, client, tablet) -> None:
    request, code = ask(cast.riverbend, by=cast.ben)
    tablet.enter("photo", who={"code": code}, jpeg=JPEG)
    tablet.send()
    shown = client.post("/follow/", {"code": code, "verb": "show"}).content.decode()
    assert "A photo of a paper of yours is kept here." in shown
    form = {"code": code, "verb": "take_back_elsewhere", "id": "road/photo"}
    page = client.post("/follow/", form).content.decode()
    assert "Taken back" in page
    with tenancy.acting_for(cast.riverbend.id):
        gone = Photo.objects.get(person=request.person_id)
        assert (gone.image_sealed, gone.taken_away_by, gone.is_gone) == (None, None, True)
    assert "This was already taken back." in client.post("/follow/", form).content.decode()
    for nonsense in ("road/other", "elsewhere/photo", ""):
        answer = client.post("/follow/", form | {"id": nonsense}).content.decode()
        assert "There is nothing here" in answer


def test_the_pages_say_what_became_of_it(cast, with_photo, signed_in) -> None:
    client = signed_in(cast.sofia)
    page = f"/desk/people/{with_photo.pk}/"
    assert "Said yes to photos" in client.get(page).content.decode()
    address = f"/desk/road/people/{with_photo.pk}/take-back/"
    assert signed_in(cast.amina).post(address).status_code == 404
    assert signed_in(cast.chidi).post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    found = Photo.objects.get()
    day = found.taken_at.date()
    for told in (page, f"/desk/road/photos/{found.pk}/", f"/desk/road/day/?day={day}"):
        text = client.get(told).content.decode()
        assert "Taken away" in text and "They asked for it" in text and "Sofia" in text
        assert "data:image" not in text
    assert not Entry.objects.filter(detail__what="photo").exists(), "nothing was opened"


def test_one_photo_is_taken_away_with_a_reason(cast, with_photo, signed_in) -> None:
    found = Photo.objects.get()
    address = f"/desk/road/photos/{found.pk}/take-away/"
    for stranger in (cast.amina, cast.chidi):
        assert signed_in(stranger).post(address, {"why": "much"}).status_code == 404
    client = signed_in(cast.sofia)
    assert client.post(address, {"why": "because"}).status_code == 422
    assert Photo.objects.kept().exists()
    assert client.post(address, {"why": "much"}).status_code == 302
    assert client.post(address, {"why": "mistake"}).status_code == 409
    found = Photo.objects.get()
    assert (found.image_sealed, found.taken_away_why, found.taken_away_by) == (
        None, "much", cast.sofia
    )  # fmt: skip
    assert Entry.objects.get(verb="photo_taken_away").detail == {"why": "much"}


def test_the_database_keeps_no_picture_of_what_was_taken_away(with_photo) -> None:
    for wrong in (
        {"taken_away_at": clock.now(), "taken_away_why": "asked"},
        {"image_sealed": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Photo.objects.update(**wrong)


def test_an_erased_person_leaves_no_photo_to_ask_about(cast, with_photo) -> None:
    actions.take_back(person=with_photo, purpose="photo", by=cast.sofia)
    people.erase(person=with_photo)
    assert not Photo.objects.exists()
