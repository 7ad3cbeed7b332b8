"""A day at the desk: who came, the vehicle, what went out and came back, and photos to those who
may."""

import base64
import datetime as dt
import uuid
from collections.abc import Iterator

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.core import clock
from kith.outreach.models import Plan, Stop, Tour, Unit, Visit
from kith.road.models import Photo
from kith.road.tests.pictures import with_exif
from tests.cast import member_of

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
DAY = "/desk/road/day/?day=2026-05-04"
JPEG = base64.b64encode(with_exif()).decode()


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def van(cast) -> Unit:
    with tenancy.acting_for(cast.riverbend.id):
        return Unit.objects.create(
            organization=cast.riverbend, name="The blue van", replay_key=uuid.uuid4()
        )


@pytest.fixture
def stop(cast, june, van) -> Visit:
    """The van stands at the mill today, as everybody knows."""
    with tenancy.acting_for(cast.riverbend.id):
        house = {"organization": cast.riverbend}
        mill = Stop.objects.create(
            **house, name="Mill", latitude=1, longitude=1, replay_key=uuid.uuid4()
        )
        plan = Plan.objects.create(
            **house, name="May", starts_on=NOON.date(), state="published", made_by=june,
            replay_key=uuid.uuid4(),
        )  # fmt: skip
        tour = Tour.objects.create(**house, plan=plan, unit=van, day=NOON, leaves=480, back=960)
        return Visit.objects.create(
            **house, tour=tour, stop=mill, order=1, arrives=600, begins=600, opens=660, closes=900,
            leaves=930, state="published", published_at=NOON,
        )  # fmt: skip


@pytest.fixture
def dee(tablet) -> uuid.UUID:
    """Met by June, with a photo of her paper."""
    person = tablet.intake(name="Dee")
    tablet.enter("photo", who={"id": person}, jpeg=JPEG)
    tablet.send()
    return person


def page(client, address: str = DAY) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def photo_of(cast, person: uuid.UUID | None) -> str:
    with tenancy.acting_for(cast.riverbend.id):
        return f"/desk/road/photos/{Photo.objects.get(person=person).pk}/"


def test_who_came_and_when_the_van_stood_there(tablet, stop, signed_in) -> None:
    tablet.enter("visit", visit=stop.pk, what="arrived")
    tablet.enter("sign_in", people=3, visit=stop.pk)
    tablet.enter("sign_in", people=2, visit=stop.pk)
    tablet.enter("sign_in", people=4)
    tablet.send()
    client = signed_in(tablet.member)
    text = page(client)
    assert "Mill" in text and '<td class="number">5</td>' in text
    assert '<td class="number">4</td>' in text, "who came while no stop was named"
    assert '<td class="number">9</td>' in page(client, "/desk/road/days/")


def test_each_tick_with_who_and_when(tablet, van, signed_in) -> None:
    items = {"lights": True, "tyres": False}
    tablet.enter("check", unit=van.pk, items=items, note="Front left is low.")
    tablet.send()
    text = page(signed_in(tablet.member))
    for words in ("The blue van", "June", "12:00", "Front left is low.", "Tyres: To put right"):
        assert words in text
    assert "Lights and indicators: To put right" not in text
    assert "To put right" in page(signed_in(tablet.member), "/desk/road/days/")


def test_what_went_out_and_did_not_come_back(tablet, van, signed_in) -> None:
    tablet.enter("supplies", unit=van.pk, way="out", amounts={"water": 24, "masks": 10})
    tablet.enter("supplies", unit=van.pk, way="out", amounts={"water": 6})
    tablet.enter("supplies", unit=van.pk, way="back", amounts={"water": 11, "blankets": 2})
    tablet.enter("supplies", unit=uuid.uuid4(), way="out", amounts={"water": 1})
    tablet.send()
    client = signed_in(tablet.member)
    lines = page(client, f"{DAY}&format=csv").lstrip("\ufeff").splitlines()
    assert lines == [
        "day,unit,what,out,back,given_out_or_missing,out_to_decide,back_to_decide",
        "2026-05-04,The blue van,Blankets,,2,,,",
        "2026-05-04,The blue van,Bottles of water,30,11,19,,",
        "2026-05-04,The blue van,Masks,10,,,,",
        "2026-05-04,Van tablet,Bottles of water,1,,,,",
    ]
    assert page(client, "/desk/road/days/?format=csv").lstrip("\ufeff").splitlines() == lines
    assert '<td class="number">19</td>' in page(client)
    assert "Bottles" not in page(client, "/desk/road/day/?day=2026-05-03")


def test_a_day_is_that_of_the_organisation(cast, tablet, signed_in) -> None:
    cast.riverbend.time_zone = "Pacific/Auckland"
    with tenancy.acting_for(cast.riverbend.id):
        cast.riverbend.save()
    tablet.enter("supplies", way="out", amounts={"water": 24})
    tablet.send()
    client = signed_in(tablet.member)
    assert "Bottles" in page(client, "/desk/road/day/?day=2026-05-05")
    assert "Bottles" not in page(client)
    assert "day=2026-05-05" in page(client, "/desk/road/days/")


def test_a_photo_opens_to_the_care_team_and_its_opening_is_on_record(cast, dee, signed_in) -> None:
    address = photo_of(cast, dee)
    opened = page(signed_in(cast.sofia), address)
    (image,) = (each for each in opened.split('"') if each.startswith("data:image/jpeg;base64,"))
    with tenancy.acting_for(cast.riverbend.id):
        bare = Photo.objects.select_related("person__key").get().open_image()
        entry = Entry.objects.get(subject_type="people.person", subject_id=dee, verb="opened")
    assert base64.b64decode(image.partition(",")[2]) == bare
    assert (entry.member_id, entry.detail) == (cast.sofia.id, {"what": "photo"})


def test_nobody_else_opens_it_and_the_day_shows_only_that_there_is_one(
    cast, dee, signed_in
) -> None:
    address = photo_of(cast, dee)
    director = member_of(cast.riverbend, "Dora", Role.DIRECTOR)
    for stranger in (cast.amina, cast.chidi, director):
        assert signed_in(stranger).get(address).status_code == 404
    text = page(signed_in(cast.amina))
    assert dee.hex[-6:].upper() in text and address not in text
    assert address in page(signed_in(cast.sofia)) and "base64" not in page(signed_in(cast.sofia))
    assert dee.hex[-6:].upper() not in page(signed_in(director))
    assert "Photos" not in page(signed_in(cast.chidi))
    with tenancy.acting_for(cast.riverbend.id):
        assert not Entry.objects.filter(detail__what="photo").exists()


def test_a_photo_of_a_place_is_for_all_who_work_with_people(cast, tablet, stop, signed_in) -> None:
    tablet.enter("photo", visit=stop.pk, jpeg=JPEG)
    tablet.send()
    address = photo_of(cast, None)
    assert address in page(signed_in(cast.amina))
    assert "data:image/jpeg" in page(signed_in(cast.amina), address)
    with tenancy.acting_for(cast.riverbend.id):
        entry = Entry.objects.get(detail__what="photo")
        assert (entry.subject_type, entry.subject_id) == ("road.photo", Photo.objects.get().pk)


def test_a_longer_day_asks_no_more(
    tablet, stop, van, signed_in, django_assert_max_num_queries
) -> None:
    client = signed_in(tablet.member)
    for _ in range(3):
        person = tablet.intake(name="Dee")
        tablet.enter("photo", who={"id": person}, jpeg=JPEG, visit=stop.pk)
        tablet.enter("check", unit=van.pk, items={"lights": True})
        tablet.enter("supplies", unit=van.pk, way="out", amounts={"water": 24})
        tablet.enter("sign_in", people=3, visit=stop.pk)
        tablet.send()
        for address in (DAY, "/desk/road/days/"):
            client.get(address)
            with django_assert_max_num_queries(16) as asked:
                page(client, address)
            assert not any("image_sealed" in each["sql"] for each in asked)
