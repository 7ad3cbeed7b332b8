"""Published visits in the directory, on the public pages, in calendars; called off, and told."""

import datetime as dt
import uuid

import pytest
from django.core import mail

from kith.accounts import tenancy
from kith.channels import news
from kith.core import clock, sources
from kith.core.refusals import NotYours
from kith.directory.models import Address, Location, Schedule, Service
from kith.outreach import actions, tour_queries
from kith.outreach.actions import following
from kith.outreach.models import Follower, News, StopListing, StopShowing, Visit
from kith.outreach.refusals import DistrictMissing, NotAnAddress, OutAlready, TimeTaken
from kith.outreach.tests.conftest import MONDAY, tour_on

TUESDAY = MONDAY + dt.timedelta(days=1)
EVE = dt.datetime(2031, 5, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def now():
    with clock.stopped_at(EVE):
        yield


@pytest.fixture
def told(cast, plan, visit, stop, june, now):
    """Everybody knows of the mill yard."""
    with tenancy.acting_for(cast.riverbend.id):
        type(stop).objects.filter(pk=stop.pk).update(district="Mill Row", where="behind the gate")
        actions.publish(plan=plan, by=june, name="The green van", offers="Talk, tea, advice")
        visit.refresh_from_db()
    return StopListing.objects.get()


def test_a_published_visit_is_a_dated_opening_in_the_directory(told, visit) -> None:
    rule = Schedule.objects.get()
    assert (rule.valid_from, rule.valid_to, rule.dtstart) == (TUESDAY, TUESDAY, TUESDAY)
    assert (rule.opens_at, rule.closes_at) == (dt.time(10), dt.time(12))
    assert Location.objects.get().name == "The mill yard"
    assert Service.objects.get().name == "The green van" and visit.state == "published"


def test_it_is_told_in_every_language_of_the_pages(told, client) -> None:
    texts = {text.language: text for text in Service.objects.get().texts.all()}
    assert len(texts) == 7 and {text.state for text in texts.values()} == {"draft"}
    assert texts["es"].name == "La furgoneta · The green van"
    assert "Talk, tea, advice" in texts["so"].description
    page = client.get("/find/?q=furgoneta&lang=es").content.decode()
    assert "La furgoneta · The green van" in page


def test_published_again_it_says_nothing_new(told, plan, june, at_riverbend) -> None:
    plan.refresh_from_db()
    assert actions.publish(plan=plan, by=june) == 0
    assert Schedule.objects.count() == Location.objects.count() == Service.objects.count() == 1


def test_it_is_read_by_everybody_and_by_calendars(told, client) -> None:
    page = client.get("/stops/").content.decode()
    assert "The mill yard" in page and "Tuesday" in page
    assert "The mill yard" not in client.get("/stops/?district=Elsewhere").content.decode()
    assert "The mill yard" in client.get("/stops/?language=so").content.decode()
    page = client.get(f"/stops/{told.pk}/").content.decode()
    assert "behind the gate" in page and "Talk, tea, advice" in page and "Ida" not in page
    file = client.get("/stops/calendar.ics").content.decode()
    assert "DTSTART:20310506T100000Z" in file and "CLASS:PUBLIC" in file
    assert file == client.get(f"/stops/{told.pk}.ics").content.decode()
    for language in ("en", "ar", "so"):
        page = client.get(f"/stops/{told.pk}/poster/?lang={language}").content.decode()
        assert "The mill yard" in page and "<svg" in page


def test_calendars_of_other_rooms_hear_of_it(told) -> None:
    found = list(sources.calendars["van"].occasions(EVE, EVE + dt.timedelta(days=7)))
    assert [(one.title, one.starts_at.hour) for one in found] == [("The mill yard", 10)]


def test_called_off_it_leaves_the_directory_and_says_when_next(
    told, plan, van, visit, stop, june, client, at_riverbend
) -> None:
    later = tour_on(plan, van, TUESDAY + dt.timedelta(days=7))
    Visit.objects.create(organization_id=plan.organization_id, tour=later, stop=stop, order=1,
                         arrives=570, begins=570, opens=600, closes=720, leaves=740)  # fmt: skip
    plan.refresh_from_db()
    assert actions.publish(plan=plan, by=june) == 1
    actions.cancel_visit(visit=visit, reason="weather", by=june, note="Ida said no")
    assert [rule.valid_from for rule in Schedule.objects.all()] == [dt.date(2031, 5, 13)]
    page = client.get("/stops/").content.decode()
    assert "because of the weather" in page and "The van comes again on" in page
    assert "Ida said no" not in page
    assert "STATUS:CANCELLED" in client.get("/stops/calendar.ics").content.decode()
    actions.bring_back(visit=visit, by=june)
    visit.refresh_from_db()
    assert visit.state == "published" and Schedule.objects.count() == 2


def test_a_peer_aboard_may_call_it_off_too(cast, told, visit, at_riverbend) -> None:
    actions.cancel_visit(visit=visit, reason="breakdown", by=cast.amina)
    assert not Schedule.objects.filter(service_at_location__removed_at=None).exists()


def test_taken_back_nobody_reads_of_it(told, plan, june, client, at_riverbend) -> None:
    plan.refresh_from_db()
    actions.withdraw(plan=plan, by=june)
    assert not StopListing.objects.exists()
    assert "The mill yard" not in client.get("/stops/").content.decode()


def test_a_place_that_must_not_be_known_is_in_nothing_public(
    told, stop, june, client, at_riverbend
) -> None:
    stop.refresh_from_db()
    actions.show_stop(stop=stop, only_district=True, by=june)
    listing = StopListing.objects.get()
    assert (listing.name, listing.place, listing.latitude) == ("Mill Row", "", None)
    place = Location.objects.get()
    assert place.name == "Mill Row" and place.description == "" and not Address.objects.exists()
    assert (place.latitude, place.longitude) != (stop.latitude, stop.longitude)
    for address in ("/stops/", f"/stops/{listing.pk}/", "/stops/calendar.ics",
                    f"/stops/{listing.pk}/poster/"):  # fmt: skip
        page = client.get(address).content.decode()
        assert "mill yard" not in page.casefold() and "behind the gate" not in page
        assert "51.12" not in page


def test_hidden_from_the_beginning(plan, visit, stop, june, now, at_riverbend) -> None:
    with pytest.raises(DistrictMissing):
        actions.show_stop(stop=stop, only_district=True, by=june)
    type(stop).objects.filter(pk=stop.pk).update(district="Mill Row")
    stop.refresh_from_db()
    actions.show_stop(stop=stop, only_district=True, by=june)
    actions.publish(plan=plan, by=june, name="The van", offers="Tea")
    place = Location.objects.get()
    assert place.confidentiality == "partial" and place.latitude != stop.latitude
    assert StopShowing.objects.get().location == place and Schedule.objects.count() == 1


def test_found_in_find_support_on_its_day(told, client) -> None:
    page = client.get("/find/?q=green+van").content.decode()
    assert "The green van" in page


def test_who_asked_is_told_without_content_and_leaves_by_one_tap(
    cast, told, visit, june, client
) -> None:
    follower = following.follow(
        listing=told, email="Dee@Example.org", language="en", replay_key=uuid.uuid4()
    )
    assert news.send_waiting(cast.riverbend.id) == 1
    first = mail.outbox[0]
    token = following.token_of(follower)
    assert first.to == ["Dee@Example.org"] and token in first.body
    with tenancy.acting_for(cast.riverbend.id):
        actions.cancel_visit(visit=visit, reason="weather", by=june)
        assert not News.objects.filter(kind="changed").exists()  # not confirmed yet
        actions.bring_back(visit=visit, by=june)
    assert "Yes, tell me" in client.get(f"/followed/{token}/").content.decode()
    assert client.post(f"/followed/{token}/").status_code == 302
    with tenancy.acting_for(cast.riverbend.id):
        for _twice in range(2):
            actions.cancel_visit(visit=visit, reason="weather", by=june)
            actions.bring_back(visit=visit, by=june)
        assert News.objects.filter(kind="changed").count() == 1
    assert news.send_waiting(cast.riverbend.id) == 1
    told_words = mail.outbox[1].subject + mail.outbox[1].body
    for word in ("mill", "van", "weather", "Riverbend"):
        assert word not in told_words.casefold().replace("kith", "")
    assert client.post(f"/followed/{token}/leave/").status_code == 200
    assert client.post(f"/followed/{token}/leave/").status_code == 200
    with tenancy.acting_for(cast.riverbend.id):
        assert not Follower.objects.exists() and not News.objects.exists()
    assert client.get(f"/followed/{token}/").status_code == 404


def test_an_address_is_sealed_and_a_link_cannot_be_made_up(cast, told, client) -> None:
    with pytest.raises(NotAnAddress):
        following.follow(listing=told, email="no", language="en", replay_key=uuid.uuid4())
    follower = following.follow(
        listing=told, email="dee@example.org", language="en", replay_key=uuid.uuid4()
    )
    assert b"dee@example.org" not in bytes(follower.email_sealed)
    token = following.token_of(follower)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.split(".")[0]):
        with pytest.raises(NotYours):
            following.find(forged)


def test_the_same_address_twice_becomes_one_when_confirmed(cast, told) -> None:
    both = [
        following.follow(listing=told, email=email, language="en", replay_key=uuid.uuid4())
        for email in ("dee@example.org", "DEE@example.org")
    ]
    following.confirm(token=following.token_of(both[1]))
    with tenancy.acting_for(cast.riverbend.id):
        assert [one.pk for one in Follower.objects.all()] == [both[1].pk]


def test_an_address_nobody_confirmed_is_forgotten(cast, told) -> None:
    following.follow(listing=told, email="dee@example.org", language="", replay_key=uuid.uuid4())
    with tenancy.acting_for(cast.riverbend.id):
        with clock.stopped_at(EVE + dt.timedelta(days=6)):
            following.forget()
            assert Follower.objects.exists()
        with clock.stopped_at(EVE + dt.timedelta(days=8)):
            following.forget()
            assert not Follower.objects.exists()


def test_planned_beside_happened(cast, told, visit, june, signed_in) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        actions.record_visit(visit=visit, by=june, replay_key=uuid.uuid4(),
                             counts=actions.Counts(people=9, contacts=14))  # fmt: skip
        row = tour_queries.happened(june, dt.date(2031, 5, 20))[0]
        assert (row.planned, row.done, row.people, row.contacts, row.returning) == (
            1,
            1,
            9,
            14,
            None,
        )
    with clock.stopped_at(EVE + dt.timedelta(days=9)):
        browser = signed_in(june)
        assert "The mill yard" in browser.get("/desk/weeks/happened/").content.decode()
        sheet = browser.get("/desk/weeks/happened/?format=csv").content.decode()
    assert "2031-05,The mill yard,1,1,0,0,9,,14," in sheet


def test_the_public_page_asks_the_database_little(told, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/stops/")


def test_over_means_that_nobody_is_told_of_what_is_not_to_come(
    told, plan, june, at_riverbend
) -> None:
    plan.refresh_from_db()
    actions.end_plan(plan=plan, by=june)
    assert not StopListing.objects.exists() and Visit.objects.get().state == "planned"


def test_a_unit_is_not_sent_to_two_places(cast, told, plan, van, stop, june, at_riverbend) -> None:
    other = actions.make_plan(
        weeks=actions.Weeks("Also May", MONDAY, 1), replay_key=uuid.uuid4(), by=june
    )
    type(other).objects.filter(pk=other.pk).update(state="ready")
    other.refresh_from_db()
    tour_on(other, van, TUESDAY)
    with pytest.raises(OutAlready):
        actions.publish(plan=other, by=june)
    other.refresh_from_db()
    assert other.state == "ready"


def test_brought_back_only_where_nobody_took_its_time(
    told, plan, van, visit, stop, june, at_riverbend
) -> None:
    actions.cancel_visit(visit=visit, reason="road", by=june)
    Visit.objects.create(organization_id=plan.organization_id, tour=visit.tour, stop=stop, order=1,
                         arrives=700, begins=700, opens=730, closes=800, leaves=820)  # fmt: skip
    with pytest.raises(TimeTaken):
        actions.bring_back(visit=visit, by=june)
    visit.refresh_from_db()
    assert visit.state == "cancelled"
