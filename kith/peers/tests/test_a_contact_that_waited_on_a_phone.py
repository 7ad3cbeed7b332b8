"""What a phone sends when the signal is back: kept once, refused politely, bound to its author."""

import datetime as dt
import uuid

import pytest

from kith.core import clock
from kith.peers import access, actions
from kith.peers.models import MatchContact
from kith.peers.tests import factories

pytestmark = pytest.mark.django_db
SEND = "/desk/my-peer-work/contact/send/"


@pytest.fixture
def match(cast, riverbend, amina):
    return factories.walking(riverbend, amina, cast.ben)


def contact(match, **changes):
    return {
        "match": match.pk, "means": "call", "reached": "1", "minutes": "20", "note": "Slept.",
        "replay_key": uuid.uuid4(), "age": "0", **changes,
    }  # fmt: skip


def test_it_is_kept_as_of_when_it_was_written_whatever_the_phones_clock_says(
    cast, match, signed_in
):
    before = clock.now()
    said = signed_in(cast.amina).post(SEND, contact(match, age="3600")).json()
    assert said == {"state": "kept", "words": ""}
    row = MatchContact.objects.get()
    assert abs(row.happened_at - (before - dt.timedelta(hours=1))) < dt.timedelta(minutes=1)
    match.refresh_from_db()
    assert match.state == "first_contact"


def test_however_often_it_arrives_it_is_one(cast, match, signed_in):
    client, entry = signed_in(cast.amina), contact(match)
    assert [client.post(SEND, entry).json()["state"] for _time in range(3)] == ["kept"] * 3
    assert MatchContact.objects.count() == 1


def test_one_that_was_kept_stays_kept_after_the_end(cast, match, signed_in):
    client, entry = signed_in(cast.amina), contact(match)
    client.post(SEND, entry)
    match.refresh_from_db()
    actions.move_match(match=match, move="end_early", by=cast.ben)
    assert client.post(SEND, entry).json()["state"] == "kept"


def test_after_the_end_a_new_one_is_refused_in_words(cast, match, signed_in):
    actions.move_match(match=match, move="end_early", by=cast.ben)
    said = signed_in(cast.amina).post(SEND, contact(match)).json()
    assert said["state"] == "refused"
    assert "Your words are still on this phone" in said["words"]
    assert MatchContact.objects.count() == 0


@pytest.mark.parametrize("name", ["ben", "sofia", "chidi"])
def test_nobody_else_sends_it(cast, match, signed_in, name):
    factories.peer(cast.sofia)
    client = signed_in(getattr(cast, name))
    answer = client.post(SEND, contact(match))
    assert answer.status_code in (403, 404) or answer.json()["state"] == "refused"
    assert MatchContact.objects.count() == 0


def test_what_makes_no_sense_is_said(cast, match, signed_in):
    said = signed_in(cast.amina).post(SEND, contact(match, means="pigeon")).json()
    assert (said["state"], MatchContact.objects.count()) == ("refused", 0)


def test_the_page_that_is_kept_holds_nobody(cast, match, signed_in):
    page = signed_in(cast.amina).get("/desk/my-peer-work/contact/").text
    for word in ("Amina", "Dee", match.person.reference, str(match.pk), "csrfmiddlewaretoken"):
        assert word not in page


def test_the_pulse_tells_references_and_no_names(cast, match, signed_in):
    said = signed_in(cast.amina).get("/desk/my-peer-work/contact/pulse/").json()
    assert said["people"] == [{"id": str(match.pk), "reference": match.person.reference}]
    assert said["who"] == access.phone_tag(cast.amina) != access.phone_tag(cast.ben)
    assert str(cast.amina.pk) not in str(said)


def test_signed_out_it_says_so_and_gives_nothing(client):
    assert client.get("/desk/my-peer-work/contact/pulse/").status_code in (302, 403)
