"""By private number without an account, and at the desk; nobody else sees anything."""

import uuid

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.circles.models import Answer, Posting, Seat
from kith.circles.tests.factories import running, sit
from kith.circles.tests.neighbours import neighbour, shown
from kith.connections.models import Request
from kith.connections.tests import factories as asks
from kith.core import proof
from kith.peers.tests import factories


@pytest.fixture
def own(cast):
    """Dee's number, and her seat in a circle."""
    row, code = asks.ask(cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        first = factories.peer(cast.amina)
        circle = running(first, factories.peer(cast.sofia), cast.sofia, capacity=9)
        request = Request.objects.select_related("person").get(pk=row.pk)
        sit(circle, cast.sofia, request.person)
        yield code, circle, request.person


def press(client, code, verb, **data):
    return client.post("/together/", {"code": code, "verb": verb, **data})


def test_the_number_opens_the_page_and_a_robot_does_not(own, client):
    code, circle, _person = own
    page = client.get("/together/").content.decode()
    challenge = page.split('name="proof_challenge" value="')[1].split('"')[0]
    proved = {"proof_challenge": challenge, "proof_answer": proof.solve(challenge)}
    text = client.post("/together/", {"code": code, **proved}).content.decode()
    for words in (circle.name, "The blue room", "every week, Tuesday, 18:30"):
        assert words in text
    assert client.post("/together/", {"code": code}).status_code in (422, 429)


def test_a_wrong_number_shows_nothing(own, client):
    answer = press(client, "2222222222", "post")
    assert answer.status_code == 404
    assert "blue room" not in answer.content.decode()


def test_she_offers_answers_reports_and_leaves(cast, own, client):
    code, circle, _person = own
    words = {"words": "Soup on Sunday.", "kind": "offer", "what": "food", "weeks": "2",
             "circle": circle.pk, "replay_key": uuid.uuid4()}  # fmt: skip
    assert press(client, code, "post", **words).status_code == 200
    assert Posting.objects.get().state == "waiting"
    other = neighbour(circle, cast.sofia)
    theirs = shown(other, circle, cast.amina, words="A walk on Monday.")
    page = press(client, code, "").content.decode()
    assert "A walk on Monday." in page
    press(client, code, "answer", id=theirs.pk, words="Gladly.", reach="0101",
          replay_key=uuid.uuid4())  # fmt: skip
    assert Answer.objects.get().state == "sent"
    press(client, code, "report", id=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.state == "hidden"
    seat = Seat.objects.get(circle=circle, person=own[2])
    press(client, code, "reminder", id=seat.pk, reminder="no")
    press(client, code, "leave", id=seat.pk)
    seat.refresh_from_db()
    assert (seat.reminder, seat.state) == ("no", "left")


def test_a_boundary_is_said_in_plain_words_and_nothing_is_kept(own, client):
    code, circle, _person = own
    data = {"words": "Ring 555 012 3456", "kind": "offer", "what": "food", "weeks": "2",
            "circle": circle.pk, "replay_key": uuid.uuid4()}  # fmt: skip
    text = press(client, code, "post", **data).content.decode()
    assert "Please leave out telephone numbers" in text
    assert "Ring 555 012 3456" in text
    assert Posting.objects.count() == 0


def test_whoever_waits_sees_that_and_not_where(cast, own, client):
    code, _circle, person = own
    Seat.objects.filter(person=person).update(state="waiting")
    text = press(client, code, "").content.decode()
    assert "You wait for a seat" in text
    assert "blue room" not in text
    assert "Neighbours help each other" not in text


def test_the_desk(cast, own, signed_in, django_assert_max_num_queries):
    _code, circle, _person = own
    who = neighbour(circle, cast.sofia)
    row = shown(who, circle, cast.sofia)
    client = signed_in(cast.amina)
    client.get("/desk/")
    with django_assert_max_num_queries(24):
        assert "Soup for two" in client.get(reverse("postings")).content.decode()
    answer = {"words": "Gladly.", "reach": "0101", "replay_key": uuid.uuid4()}
    client.post(reverse("move_posting", args=[row.pk, "answer"]), answer)
    page = client.get(reverse("posting", args=[row.pk]))
    assert "Gladly." in page.content.decode()
    assert Answer.objects.count() == 1


def test_a_moderator_looks_and_decides(cast, own, signed_in):
    from kith.circles.tests.neighbours import posted

    _code, circle, _person = own
    row = posted(neighbour(circle, cast.sofia), circle)
    client = signed_in(cast.sofia)
    assert "Soup for two" in client.get(reverse("postings")).content.decode()
    client.get(reverse("posting", args=[row.pk]))
    client.post(reverse("move_posting", args=[row.pk, "let_through"]))
    row.refresh_from_db()
    assert row.state == "shown"


def test_a_navigator_and_a_stranger_find_nothing(cast, own, signed_in):
    _code, circle, _person = own
    row = shown(neighbour(circle, cast.sofia), circle, cast.sofia)
    for member in (cast.ben, cast.chidi):
        assert signed_in(member).get(reverse("posting", args=[row.pk])).status_code == 404
        assert signed_in(member).get(reverse("postings")).status_code == 404
