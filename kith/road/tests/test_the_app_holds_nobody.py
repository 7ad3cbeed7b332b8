"""The shell, what is packed, and what stands beside them: the same for everybody, and of nobody."""

import json

import pytest
from django.test import Client

from kith.accounts import tenancy
from kith.core.languages import INTERFACE
from kith.outreach.tests.conftest import MILL
from kith.people import actions as people
from kith.road.models import Crew, Device
from kith.road.pack import pack


@pytest.fixture
def packed(cast, june, signed_in) -> dict:
    with tenancy.acting_for(cast.riverbend.id):
        people.register(organization=cast.riverbend, name="Zuleikha", place="Sycamore")
    answer = signed_in(june).get("/desk/road/pack.json")
    assert answer["Cache-Control"].startswith("max-age=0")
    return answer.json()


def test_the_shell_is_the_same_for_everybody(cast, june, signed_in) -> None:
    shells = [signed_in(who).get("/desk/road/").content for who in (june, cast.ben)]
    assert shells[0] == shells[1]
    assert b"June" not in shells[0] and b"csrfmiddlewaretoken" not in shells[0]


def test_what_is_packed_names_nobody(packed) -> None:
    text = json.dumps(packed)
    for name in ("Zuleikha", "Sycamore", "June", "Ben", MILL.welcome):
        assert name not in text


def test_every_word_is_there_in_every_language(packed) -> None:
    english = packed["in"]["en"]
    for language in INTERFACE:
        side = packed["in"][language.code]
        assert side["words"].keys() == english["words"].keys()
        assert all(side["words"].values()) and side["agreed"].keys() == english["agreed"].keys()
        assert [code for code, _words in side["needs"]] == [c for c, _words in english["needs"]]


def test_the_question_about_dying_stays_home_while_nobody_is_on_duty(packed) -> None:
    names = {each["name"] for each in packed["instruments"]}
    assert "phq-8" in names and "phq-9" not in names


def test_the_instruments_carry_their_wordings(packed) -> None:
    (gad,) = (each for each in packed["instruments"] if each["name"] == "gad-7")
    assert len(gad["items"]) == len(gad["texts"]["en"]["items"]) == 7
    assert gad["texts"]["ar"]["rtl"] is True


def test_who_opens_the_app_on_a_tablet_is_of_its_crew(cast, tablet, signed_in) -> None:
    told = signed_in(cast.ben).get(f"/desk/road/here.json?device={tablet.device.handle}").json()
    assert (told["device"], told["member"]["name"]) == ("known", "Ben")
    with tenancy.acting_for(cast.riverbend.id):
        assert set(Crew.objects.values_list("member__name", flat=True)) == {"June", "Ben"}


def test_a_stranger_learns_nothing_of_the_tablet(cast, tablet, signed_in) -> None:
    chidi = signed_in(cast.chidi)
    assert chidi.get(f"/desk/road/here.json?device={tablet.device.handle}").json()["device"] == (
        "unknown"
    )
    with tenancy.acting_for(cast.riverbend.id):
        assert Crew.objects.count() == 1


def test_registering_over_the_wire_gives_the_tablet_its_keys_once(cast, signed_in) -> None:
    client = signed_in(cast.ben)
    told = client.post("/desk/road/devices/register/", {"name": "Bus tablet"}).json()
    assert set(told) == {"handle", "name", "organization", "public_key", "secret"}
    with tenancy.acting_for(cast.riverbend.id):
        assert Device.objects.get().name == "Bus tablet"
    assert client.post("/desk/road/devices/register/", {"name": " "}).status_code == 422


def test_leaving_a_page_leaves_the_outbox_of_a_tablet_alone(cast, signed_in) -> None:
    client = signed_in(cast.ben)
    client.post("/desk/road/devices/register/", {"name": "Bus tablet"})
    assert client.get("/leave")["Clear-Site-Data"] == '"cache"'
    assert "storage" in Client().get("/leave")["Clear-Site-Data"]


def test_the_worker_keeps_to_its_own_address(client) -> None:
    text = client.get("/desk/road/sw.js").content.decode()
    assert 'const HOME = "/desk/road/"' in text and "road/app" in text


@pytest.mark.usefixtures("at_riverbend")
def test_packing_asks_no_more_in_a_longer_day(june, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(70):  # eight languages; asked once a morning
        pack(june)
