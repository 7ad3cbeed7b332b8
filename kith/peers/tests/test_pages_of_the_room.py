"""Every page opens for whom it is, answers a stranger like a page that is not there, and asks the
database a bounded number of times."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from kith.core import clock, proof
from kith.peers import actions
from kith.peers.models import Application, Match, MatchContact, Peer, WellbeingCheck
from kith.peers.tests import factories

MOST = {"applications": 9, "seeking": 10, "peers": 12}
OF_ONE = 17
"""Statements of a page, the seven of the session, the member and the shell included."""


@pytest.fixture
def room(cast, riverbend, amina):
    """One of everything."""
    pair = actions.assign_supervisor(peer=amina, supervisor=cast.sofia, by=cast.sofia)
    session = actions.keep_session(
        supervision=pair, held_on=clock.today(), minutes=50, note="Ours.", replay_key=uuid.uuid4(),
        by=cast.sofia,
    )  # fmt: skip
    walking = factories.walking(riverbend, amina, cast.ben)
    factories.contact(walking, note="Slept.")
    waits = factories.seeking(riverbend, cast.ben, wishes=(("gender", "woman"),))
    report = actions.report(
        match=factories.walking(riverbend, amina, cast.ben), words="Stop.", by=cast.amina
    )
    return {
        "application_id": factories.application(riverbend).pk, "peer_id": amina.pk,
        "report_id": report.pk, "seeking_id": waits.pk, "person_id": waits.person_id,
        "match_id": walking.pk, "supervision_id": pair.pk, "session_id": session.pk,
    }  # fmt: skip


PAGES = [
    ("applications", None, "sofia"),
    ("application", "application_id", "sofia"),
    ("peers", None, "sofia"),
    ("peer", "peer_id", "sofia"),
    ("peer_report", "report_id", "sofia"),
    ("seeking", None, "ben"),
    ("seek", "person_id", "ben"),
    ("proposals", "seeking_id", "ben"),
    ("my_peer", None, "amina"),
    ("my_profile", None, "amina"),
    ("walk", "match_id", "amina"),
    ("supervision", "supervision_id", "amina"),
]


@pytest.mark.parametrize(("name", "needs", "who"), PAGES)
def test_it_opens(
    cast, room, signed_in, name, needs, who, django_assert_max_num_queries
):  # fmt: skip
    address = reverse(name, args=[room[needs]] if needs else [])
    client = signed_in(getattr(cast, who))
    client.get("/desk/")
    with django_assert_max_num_queries(MOST.get(name, OF_ONE)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("name", "needs", "who"), [page for page in PAGES if page[1]])
def test_a_stranger_finds_nothing(cast, room, signed_in, name, needs, who):
    answer = signed_in(cast.chidi).get(reverse(name, args=[room[needs]]))
    assert answer.status_code == 404


def test_somebody_applies_on_the_public_page(cast, client):
    page = client.get("/become-a-peer/?to=riverbend")
    challenge = page.content.decode().split('name="proof_challenge" value="')[1].split('"')[0]
    answer = client.post(
        "/become-a-peer/",
        {"to": "riverbend", "name": "Farid", "reach": "555 0144", "about": "I lost my brother.",
         "replay_key": uuid.uuid4(), "proof_challenge": challenge,
         "proof_answer": proof.solve(challenge)},
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Thank you" in answer.content.decode()


def test_a_peer_says_yes_and_writes_down_a_contact(cast, riverbend, amina, signed_in):
    match = factories.chosen(riverbend, amina, cast.ben)
    client = signed_in(cast.amina)
    assert client.post(reverse("move_walk", args=[match.pk, "accept"])).status_code == 302
    data = {"means": "call", "reached": "1", "replay_key": uuid.uuid4()}
    client.post(reverse("move_walk", args=[match.pk, "contact"]), data)
    assert MatchContact.objects.count() == 1
    assert Match.objects.get().state == "first_contact"


def test_staff_propose_set_a_rule_aside_and_press_for_the_person(cast, riverbend, amina, signed_in):
    row = factories.seeking(riverbend, cast.ben, languages=("so",))
    client = signed_in(cast.ben)
    page = client.get(reverse("proposals", args=[row.pk]))
    assert "set aside, 1 comes back" in page.content.decode()
    data = {"peer": amina.pk, "lift": "language", "reason": "Her sister interprets."}
    client.post(reverse("move_seeking", args=[row.pk, "propose"]), data)
    match = Match.objects.get()
    client.post(reverse("staff_match", args=[match.pk, "choose"]))
    match.refresh_from_db()
    assert match.state == "chosen"


def test_a_peer_says_how_they_are_and_takes_days_off(cast, amina, signed_in):
    client = signed_in(cast.amina)
    client.post(reverse("my_wellbeing"), {"level": "2", "wants": "talk"})
    client.post(reverse("my_away"), {"away_from": clock.today(), "away_until": ""})
    assert WellbeingCheck.objects.get().level == 2
    assert Peer.objects.get().away_from == clock.today()


def test_a_supervisor_agrees_terms(cast, amina, signed_in):
    data = {"load_limit": 7, "works": ["warmline"], "weekly_hours": "20", "protected_hours": "3"}
    signed_in(cast.sofia).post(reverse("move_peer", args=[amina.pk, "terms"]), data)
    amina.refresh_from_db()
    assert (amina.load_limit, amina.works, amina.protected_hours) == (7, ["warmline"], 3)


def test_a_faulty_finding_comes_back_with_what_was_typed(cast, riverbend, signed_in):
    row = factories.application(riverbend)
    data = {"kind": "clearance", "finding": "well", "words": "Talked.", "replay_key": uuid.uuid4()}
    answer = signed_in(cast.sofia).post(reverse("move_application", args=[row.pk, "check"]), data)
    assert answer.status_code == 422
    assert "A clearance is for one kind of work." in answer.content.decode()


def test_a_late_application_is_seen(cast, riverbend, signed_in):
    row = factories.application(riverbend)
    Application.objects.filter(pk=row.pk).update(moved_at=clock.now() - dt.timedelta(days=8))
    page = signed_in(cast.sofia).get(reverse("applications"))
    assert "waits for more than a week" in page.content.decode()
