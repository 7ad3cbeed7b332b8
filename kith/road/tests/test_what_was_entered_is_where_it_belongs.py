"""Each kind of record becomes what the rest of Kith knows."""

import base64
import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.measures.models import Assessment
from kith.outreach.models import Plan, Stop, Tour, Unit, Visit, VisitRecord
from kith.people import actions as people
from kith.people.models import Person
from kith.road.models import Arrival, Photo, RoadConsent, SupplyCount, VehicleCheck, Version
from kith.road.tests.pictures import EXIF, with_exif
from kith.road.tests.tablet import agreed
from kith.safety.models import Concern

PHQ_9 = {f"q{number}": 0 for number in range(1, 10)}


@pytest.fixture
def dee(tablet):
    person = tablet.intake(name="Dee")
    return person


def states(cast) -> set:
    return set(Arrival.objects.values_list("kind", "state", "why"))


def test_a_measure_with_its_dangerous_answer(cast, tablet, dee) -> None:
    tablet.enter(
        "assessment", who={"id": dee}, instrument="phq-9", answers={**PHQ_9, "q9": 2}
    )  # fmt: skip
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        filled = Assessment.objects.get()
        assert (filled.mode, filled.state, filled.answered_count) == ("present", "finished", 9)
        assert Concern.objects.get().source == "assessment"


def test_a_dangerous_answer_is_told_while_its_person_is_awaited(cast, tablet, dee) -> None:
    answers = {**PHQ_9, "q9": 3}
    tablet.enter("assessment", who={"id": dee}, instrument="phq-9", answers=answers)
    tablet.post(tablet.body(tablet.outbox[1]))
    with tenancy.acting_for(cast.riverbend.id):
        assert Concern.objects.get().severity == "high"
        assert not Assessment.objects.exists()


def test_a_consent_keeps_the_words_that_were_shown(cast, tablet, dee) -> None:
    tablet.enter(
        "consent", who={"id": dee}, purpose="photo", is_given=False, agreed=agreed("May we?")
    )
    changed = {**agreed("May we?"), "words": "We may."}
    tablet.enter("consent", who={"id": dee}, purpose="photo", is_given=True, agreed=changed)
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        said = RoadConsent.objects.get()
        assert (said.words, said.is_given, said.heard_by) == ("May we?", False, tablet.member)
        assert Arrival.objects.get(state="aside").why == "OtherWords"


def test_a_photo_is_sealed_and_tells_nothing_beside_the_picture(cast, tablet, dee) -> None:
    taken = base64.b64encode(with_exif()).decode()
    tablet.enter("photo", who={"id": dee}, jpeg=taken)
    tablet.enter("photo", jpeg=taken)
    tablet.enter("photo", jpeg=base64.b64encode(b"<svg/>").decode())
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        of_dee, of_a_place = Photo.objects.order_by("record")
        for photo in (of_dee, of_a_place):
            assert EXIF not in photo.open_image()
            assert photo.open_image()[:2] not in bytes(photo.image_sealed)
        assert Arrival.objects.get(state="aside").why == "NoPicture"
        people.erase(person=Person.objects.get(pk=dee))
        assert [photo.person_id for photo in Photo.objects.all()] == [None]


def test_the_van_is_looked_over_and_packed(cast, tablet) -> None:
    tablet.enter("check", items={"lights": True, "tyres": False}, note="Front left is low.")
    tablet.enter("supplies", way="out", amounts={"water": 24, "blankets": 6})
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert not VehicleCheck.objects.get().is_all_right
        found = SupplyCount.objects.values_list("name", "way", "amount")
        assert sorted(found) == [("blankets", "out", 6), ("water", "out", 24)]


def test_arrived_and_left_in_any_order(cast, tablet, stop_of_today) -> None:
    noon = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    with clock.stopped_at(noon):
        came = tablet.enter("visit", visit=stop_of_today, what="arrived")
    with clock.stopped_at(noon + dt.timedelta(hours=3)):
        tablet.enter("visit", visit=stop_of_today, what="left", base=came)
        tablet.post(tablet.body(tablet.outbox[1]))
        tablet.post(tablet.body(tablet.outbox[0]))
    with tenancy.acting_for(cast.riverbend.id):
        record = VisitRecord.objects.get()
        assert (record.arrived_at, record.left_at) == (noon, noon + dt.timedelta(hours=3))


def test_erasing_takes_what_was_said_on_the_road(cast, tablet) -> None:
    person = tablet.intake(name="Dee", phone="555 0101")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Version.objects.count() == 2
        people.erase(person=Person.objects.get(pk=person))
        assert not Version.objects.exists()
    tablet.enter("contact", who={"id": person}, note="Too late.")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Arrival.objects.get(kind="contact").why == "Gone"


@pytest.fixture
def stop_of_today(cast, june) -> uuid.UUID:
    """A visit of a tour, as small as can be."""
    with tenancy.acting_for(cast.riverbend.id):
        common = {"organization": cast.riverbend}
        unit = Unit.objects.create(**common, name="Van", replay_key=uuid.uuid4())
        stop = Stop.objects.create(
            **common, name="Mill", latitude=1, longitude=1, replay_key=uuid.uuid4()
        )
        plan = Plan.objects.create(
            **common, name="May", starts_on=dt.date(2026, 5, 4), state="ready", made_by=june,
            replay_key=uuid.uuid4(),
        )  # fmt: skip
        tour = Tour.objects.create(
            **common, plan=plan, unit=unit, day=dt.date(2026, 5, 4), leaves=480, back=960
        )
        return Visit.objects.create(
            **common, tour=tour, stop=stop, order=1, arrives=600, begins=600, opens=660,
            closes=900, leaves=930,
        ).pk  # fmt: skip
