"""A list is looked at whole, then added by one press: once, by those who plan, in their own
organisation; what is there already is not doubled."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.core.refusals import NotYours
from kith.outreach import actions, sheet
from kith.outreach.actions import Place
from kith.outreach.models import Stop
from kith.outreach.tests.conftest import MILL
from tests.cast import member_of

ADDRESS = "/desk/stops/import/"
TWO = "name,latitude,longitude\nSchool yard,51.2,4.5\nthe  MILL yard,51.1203,4.5602\n"


@pytest.fixture
def kofi(cast):
    """Who plans for the other organisation."""
    return member_of(cast.harbour, "Kofi", Role.OUTREACH)


def look(browser, text: str):
    return browser.post(ADDRESS, {"file": SimpleUploadedFile("stops.csv", text.encode())})


def press(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(list|replay_key)" value="([^"]+)"', page))


def names(member) -> list[str]:
    with tenancy.acting_for(member.organization_id):
        return list(Stop.objects.values_list("name", flat=True))


def test_looked_at_then_added_once(cast, stop, june, signed_in) -> None:
    browser = signed_in(june)
    page = look(browser, TWO).content.decode()
    assert "1 stop is new" in page and "1 is there already" in page
    assert names(june) == ["The mill yard"], "looking saves nothing"
    for _ in range(2):
        answer = browser.post(ADDRESS, press(page), follow=True)
        assert "1 stop was added." in answer.content.decode()
        with tenancy.acting_for(june.organization_id):
            Stop.objects.filter(name="School yard").update(name="Called otherwise since")
    assert names(june) == ["Called otherwise since", "The mill yard"]
    with tenancy.acting_for(june.organization_id):
        assert Stop.objects.get(name="Called otherwise since").state == "idea"


def test_what_is_wrong_is_shown_and_the_rest_may_be_added(cast, june, signed_in) -> None:
    browser = signed_in(june)
    answer = look(browser, "name,latitude,longitude\nA,51.2,4.5\nB,north,4.5\n")
    page = answer.content.decode()
    assert answer.status_code == 422 and "1 row cannot be read as it is" in page
    assert "Leave those out and add 1 stop" in page and "Enter a number." in page
    browser.post(ADDRESS, press(page))
    assert names(june) == ["A"]
    assert "This is no table" in look(browser, "PK\x03\x04").content.decode()


def test_our_own_list_comes_back_without_change(cast, stop, june, kofi, signed_in) -> None:
    known = Place(
        "=Sum Hall", -51.5, 4.25, "public", "by the gate", "Mill Side", "Mill House", "", "yes",
        "no", "", "yes", "no", "hidden", "given", None, (1, 3),
    )  # fmt: skip
    with tenancy.acting_for(june.organization_id):
        actions.add_stop(place=known, replay_key=uuid.uuid4(), by=june)
    told = signed_in(june).get("/desk/stops.csv").content.decode()
    page = look(signed_in(june), told).content.decode()
    assert "Nothing in this list is new" in page and "These columns" not in page
    other = signed_in(kofi)
    other.post(ADDRESS, press(look(other, told).content.decode()))
    with tenancy.acting_for(kofi.organization_id):
        theirs = {one.name: sheet.cells(one) for one in Stop.objects.all()}
        assert {one.state for one in Stop.objects.all()} == {"idea"}
    with tenancy.acting_for(june.organization_id):
        assert theirs == {one.name: sheet.cells(one) for one in Stop.objects.all()}


def test_strangers_and_those_who_do_not_plan_bring_nothing_in(cast, june, kofi, signed_in) -> None:
    page = look(signed_in(june), TWO).content.decode()
    for who in (kofi, cast.chidi, cast.amina):
        assert signed_in(who).post(ADDRESS, press(page)).status_code == 404
    for address in (ADDRESS, "/desk/stops/template.csv"):
        assert signed_in(cast.amina).get(address).status_code == 404
    with tenancy.acting_for(june.organization_id), pytest.raises(NotYours):
        actions.add_stops(places=[MILL], replay_key=uuid.uuid4(), by=cast.amina)
    assert names(june) == names(kofi) == []
    spoilt = press(page) | {"replay_key": "none"}
    assert signed_in(june).post(ADDRESS, spoilt).status_code == 404


def test_all_or_none(june, at_riverbend) -> None:
    wrong = Place("Hall", 51.0, 4.0, permit="x" * 99)
    with pytest.raises(Exception, match="too long"):
        actions.add_stops(places=[MILL, wrong], replay_key=uuid.uuid4(), by=june)


def test_a_long_list_asks_the_database_no_more(
    june, signed_in, django_assert_max_num_queries
) -> None:
    rows = "".join(f"Stop {n},{51 + n / 1000},4.5\n" for n in range(300))
    browser = signed_in(june)
    with django_assert_max_num_queries(10):
        page = look(browser, f"name,latitude,longitude\n{rows}").content.decode()
    assert "The first 100 of 300 are shown." in page
    with django_assert_max_num_queries(16):
        browser.post(ADDRESS, press(page))
    assert len(names(june)) == 300
    template = browser.get("/desk/stops/template.csv").content.decode()
    assert "latitude" in template and "partner / public / own" in template


def test_a_long_list_is_shown_by_pages(june, signed_in, monkeypatch) -> None:
    monkeypatch.setattr("kith.outreach.queries.PAGE", 2)
    with tenancy.acting_for(june.organization_id):
        listed = [Place(f"Stop {n}", 51 + n, 4.0) for n in range(3)]
        actions.add_stops(places=listed, replay_key=uuid.uuid4(), by=june)
    browser = signed_in(june)
    for show, shown in (("", True), ("&show=lacking", True), ("&show=ready", False)):
        page = browser.get(f"/desk/stops/?page=2{show}").content.decode()
        assert (">Stop 2</a>" in page) is shown and ">Stop 1</a>" not in page
    assert "Page 1 of 2" in browser.get("/desk/stops/?page=none").content.decode()
