"""Today, lists and pages: what is in them, for whom, and by how many queries."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.connections import access, actions, queries
from kith.connections.tests import factories
from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory.models import TaxonomyTerm
from kith.people import actions as people
from tests.cast import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(cast):
    with tenancy.acting_for(cast.riverbend.id):
        yield cast


def fill(cast, count: int) -> None:
    """Requests with a bit of everything."""
    service = factories.service(f"Service {uuid.uuid4()}", operated_by=cast.harbour)
    need = TaxonomyTerm.objects.create(name="Somebody to talk to")
    for _ in range(count):
        factories.ask(cast.riverbend, needs=(need.id,))
        request = factories.in_hand(cast.ben, needs=(need.id,))
        factories.referral(request, service, by=cast.ben)
        actions.plan_follow_up(
            request=request, due_at=clock.now(), replay_key=uuid.uuid4(), by=cast.ben
        )
        actions.record_contact(
            person=request.person, request=request, means="call", reached=True,
            replay_key=uuid.uuid4(), by=cast.ben,
        )  # fmt: skip


LISTS = {
    "today": (queries.today, 9),
    "requests": (queries.request_list, 4),
    "people": (queries.person_list, 8),
    "sent": (lambda member: queries.referral_list(member, direction="sent"), 2),
    "received": (queries.referral_list, 2),
    "notices": (queries.notices, 2),
    "unread": (queries.unread_count, 1),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_for_many(here, name) -> None:
    query, expected = LISTS[name]
    fill(here, 1)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            query(here.ben)
        counts.append(len(asked))
        fill(here, 4)
    assert counts == [expected, expected]


def test_a_person_costs_the_same_for_one_request_and_for_many(here) -> None:
    fill(here, 1)
    request = access.requests_for(here.ben).filter(owner=here.ben).first()
    with CaptureQueriesContext(connection) as one:
        queries.request_page(here.ben, request.id)
    with CaptureQueriesContext(connection) as two:
        queries.person_page(here.ben, request.person_id)
    assert (len(one), len(two)) == (9, 14)


def test_a_follow_page_costs_the_same(here) -> None:
    _request, code = factories.ask(here.riverbend)
    door = access.following(code=code, address="192.0.2.1")
    with CaptureQueriesContext(connection) as asked, door as own:
        queries.follow_page(own)
    assert len(asked) <= 20


def test_today_shows_what_waits_for_whom(here) -> None:
    fill(here, 1)
    shown = queries.today(here.ben)
    assert (len(shown.follow_ups), len(shown.waiting.new_requests)) == (1, 1)
    assert (shown.open_count, shown.mine_count, shown.quiet) == (2, 1, ())
    with tenancy.acting_for(here.harbour.id):
        assert len(queries.today(here.chidi).waiting.referrals_to_answer) == 1
        assert queries.today(here.chidi).open_count == 0


@pytest.mark.parametrize(("days", "flags"), [(13, []), (14, [14]), (29, [14]), (30, [30])])
def test_only_reaching_somebody_counts(here, days, flags) -> None:
    request = factories.in_hand(here.ben)
    now = clock.now()
    with clock.stopped_at(now + dt.timedelta(days=days, minutes=1)):
        actions.record_contact(
            person=request.person, request=request, means="call", reached=False,
            replay_key=uuid.uuid4(), by=here.ben,
        )  # fmt: skip
        assert [row.flag for row in queries.today(here.ben).quiet] == flags
        actions.record_contact(
            person=request.person, request=request, means="call", reached=True,
            replay_key=uuid.uuid4(), by=here.ben,
        )  # fmt: skip
        assert queries.today(here.ben).quiet == ()


def test_a_colleague_sees_the_request_without_what_is_personal(here) -> None:
    request = factories.in_hand(here.ben)
    row = queries.request_page(here.amina, request.id).request
    assert (row.place, row.may_open, row.language) == ("", False, "es")
    assert queries.request_page(here.ben, request.id).request.place == "Mill Lane"
    with pytest.raises(NotYours):
        queries.person_page(here.amina, request.person_id)


def test_broken_glass_opens_and_tells_the_supervisor(here) -> None:
    request = factories.in_hand(here.ben)
    people.break_glass(person=request.person, reason="Ben is ill, she called", by=here.amina)
    page = queries.person_page(here.amina, request.person_id)
    assert "Ben is ill, she called" in [row.reason for row in page.team]
    assert [row.kind for row in queries.notices(here.sofia).rows] == ["glass"]


def test_the_person_can_see_who_looked(here) -> None:
    service = factories.service(operated_by=here.harbour)
    asked, code = factories.ask(here.riverbend)
    request = actions.take(request=asked, by=here.ben)
    actions.open_person(person=request.person, by=here.ben)
    sent = factories.referral(request, service, by=here.ben)
    with tenancy.acting_for(here.harbour.id):
        seen = access.received_referral_for(here.chidi, sent.id)
        actions.open_referral(referral=seen, by=here.chidi)
    with access.following(code=code, address="192.0.2.1") as own:
        looks = [(look.who, look.what) for look in queries.follow_page(own).looks]
    assert looks == [("Harbour Welcome", "referral"), ("Ben", "referral"), ("Ben", "person")]


def test_the_list_of_people_opens_names_and_says_so_in_the_log(here) -> None:
    request = factories.in_hand(here.ben)
    assert [row.name for row in queries.person_list(here.ben).rows] == ["Dee"]
    assert Entry.objects.filter(verb="opened", detail__what="list").count() == 1
    assert queries.person_list(here.amina).rows == ()
    found = queries.person_list(here.ben, search="dee").rows
    assert [row.id for row in found] == [request.person_id]
    assert queries.person_list(here.ben, search="nobody").rows == ()


def test_requests_are_found_by_what_is_not_sealed(here) -> None:
    request = factories.in_hand(here.ben)
    factories.referral(request, factories.service("Evening circle"), by=here.ben)
    factories.ask(here.riverbend, language="so")
    for words in (request.reference, request.reference.lower(), "spanish", "evening"):
        rows = queries.request_list(here.ben, search=words).rows
        assert [row.id for row in rows] == [request.id]
    assert queries.request_list(here.ben, search="Dee").rows == ()
    assert queries.request_list(here.ben, owner="mine").total == 1
    assert queries.request_list(here.ben, owner="nobody", state="new").total == 1


def test_the_timeline_is_in_order(here) -> None:
    request = factories.in_hand(here.ben)
    with factories.later(hours=1):
        factories.referral(request, factories.service("Evening circle"), by=here.ben)
    with factories.later(hours=2):
        actions.record_contact(
            person=request.person, request=request, means="visit", reached=True,
            replay_key=uuid.uuid4(), by=here.ben,
        )  # fmt: skip
    entries = queries.request_page(here.ben, request.id).timeline
    assert [entry.kind for entry in entries] == [
        "contact", "referral", "consent", "consent", "asked"
    ]  # fmt: skip


@pytest.mark.parametrize("verb", [actions.requests_csv, actions.people_csv])
def test_a_list_is_taken_out_without_what_is_personal(here, verb) -> None:
    factories.in_hand(here.ben)
    text = verb(by=here.ben)
    assert text.count("\r\n") == 2
    for words in ("Dee", "Mill Lane", "0199", "flood", "lantern"):
        assert words not in text
    assert Entry.objects.filter(verb="exported", stream="exports").count() == 1


@pytest.mark.parametrize("verb", [actions.requests_csv, actions.people_csv])
@pytest.mark.parametrize("role", [Role.ORGANISER, Role.PARTNER, Role.COUNCIL])
def test_who_takes_nothing_out(here, verb, role) -> None:
    other = member_of(here.riverbend, "Olu", role)
    with pytest.raises(NotYours):
        verb(by=other)


def test_nothing_is_taken_out_when_the_log_cannot_be_written(here, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("kith.audit.chain.record", fail)
    request = factories.in_hand(here.ben)
    for verb in (
        lambda: actions.requests_csv(by=here.ben),
        lambda: actions.open_person(person=request.person, by=here.ben),
        lambda: actions.open_request(request=request, by=here.ben),
        lambda: queries.person_list(here.ben),
    ):
        with pytest.raises(RuntimeError):
            verb()
