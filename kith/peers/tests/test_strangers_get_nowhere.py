"""By attack: another peer, the administrator, the line manager, another organisation. Pages of a
walk, of contacts, of notes and of reports answer them as if there were nothing."""

import uuid

import pytest

from kith.accounts.models import Role
from kith.core import clock
from kith.core.refusals import NotYours
from kith.peers import actions
from kith.peers.models import Match, MatchContact, Report
from kith.peers.refusals import ContactStopped, NotTheirPause
from kith.peers.tests import factories
from tests.cast import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def match(cast, riverbend, amina):
    return factories.walking(riverbend, amina, cast.ben)


@pytest.fixture
def marta(cast, riverbend):
    return member_of(cast.riverbend, "Marta", Role.SUPERVISOR)


@pytest.fixture
def session(amina, marta, cast):
    pair = actions.assign_supervisor(peer=amina, supervisor=marta, by=cast.sofia)
    return actions.keep_session(
        supervision=pair, held_on=clock.today(), minutes=60, note="Tired.",
        replay_key=uuid.uuid4(), by=marta,
    )  # fmt: skip


def someone(cast, who):
    """Each of those who might try."""
    return {
        "another peer": lambda: (
            factories.peer(member_of(cast.riverbend, "Farid", Role.PEER)).member
        ),
        "administrator": lambda: member_of(cast.riverbend, "Ada", Role.ADMINISTRATOR),
        "line manager": lambda: member_of(cast.riverbend, "Lea", Role.SUPERVISOR, Role.DIRECTOR),
        "every role": lambda: member_of(cast.riverbend, "Omar", *[role.value for role in Role]),
        "another organisation": lambda: cast.chidi,
    }[who]()


WHO = ["another peer", "administrator", "line manager", "every role", "another organisation"]


@pytest.mark.parametrize("who", WHO)
def test_nobody_opens_a_walk_that_is_not_theirs(cast, match, signed_in, who):
    client = signed_in(someone(cast, who))
    for verb in ("open", "contact", "report", "pause"):
        answer = client.post(f"/desk/my-peer-work/walk/{match.pk}/{verb}/", {"words": "x"})
        assert answer.status_code in (302, 403, 404, 422), (who, verb)
        assert "Dee" not in answer.text
    match.refresh_from_db()
    is_staff = who in ("line manager", "every role")
    assert match.state == "accepted" or (is_staff and match.state == "paused")
    assert (MatchContact.objects.count(), Report.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", WHO)
def test_nobody_reads_the_note_of_a_pair(cast, session, signed_in, who):
    answer = signed_in(someone(cast, who)).post(f"/desk/supervision/notes/{session.pk}/")
    assert answer.status_code in (403, 404)
    assert "Tired" not in answer.text


@pytest.mark.parametrize("who", ["another peer", "administrator", "another organisation"])
def test_a_report_is_for_its_author_and_supervisors(cast, match, signed_in, who):
    row = actions.report(match=match, words="He waits at my door.", by=cast.amina)
    answer = signed_in(someone(cast, who)).get(f"/desk/peer-reports/{row.pk}/")
    assert answer.status_code in (403, 404)
    assert "door" not in answer.text


@pytest.mark.parametrize("who", ["another peer", "administrator", "another organisation"])
def test_the_wishes_of_a_person_are_for_those_who_match(cast, riverbend, amina, signed_in, who):
    row = factories.seeking(riverbend, cast.ben, words="Nobody from the mill.")
    client = signed_in(someone(cast, who))
    assert client.get(f"/desk/matching/{row.pk}/").status_code in (403, 404)
    assert row.person.reference not in client.get("/desk/matching/").text
    for verb in ("words", "link", "propose", "stop"):
        assert client.post(f"/desk/matching/{row.pk}/{verb}/").status_code in (403, 404), verb


def test_contact_stays_stopped_until_a_supervisor_has_answered(cast, match):
    row = actions.report(match=match, words="He waits at my door.", by=cast.amina)
    for by, refusal in ((cast.ben, ContactStopped), (cast.amina, NotTheirPause),
                        (None, NotTheirPause)):  # fmt: skip
        fresh = Match.objects.select_related("peer__member", "person").get(pk=match.pk)
        with pytest.raises(refusal):
            actions.move_match(match=fresh, move="resume", by=by)
    actions.answer_report(report=row, words="We spoke with both.", by=cast.sofia)
    fresh = Match.objects.select_related("peer__member", "person").get(pk=match.pk)
    assert actions.move_match(match=fresh, move="resume", by=cast.ben).state == "active"


def test_a_link_is_given_by_the_care_team_and_nobody_else(cast, riverbend, amina):
    person = factories.person(riverbend, cast.ben)
    other = member_of(cast.riverbend, "Nina", Role.NAVIGATOR)
    for by in (cast.amina, other, cast.chidi):
        with pytest.raises(NotYours):
            actions.give_link(person=person, by=by)
