"""What is sealed is opened by few, and every opening is in the log."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.connections import access, actions
from kith.connections.models import Barrier, Consent, Notice
from kith.connections.refusals import NotInTheTeam
from kith.connections.tests import factories
from kith.core.refusals import NotYours

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(cast):
    """A request in Ben's hands, with a contact, a referral and a notice."""
    service = factories.service(operated_by=cast.harbour)
    with tenancy.acting_for(cast.riverbend.id):
        request = factories.in_hand(cast.ben)
        contact = actions.record_contact(
            person=request.person, means="call", reached=True, replay_key=uuid.uuid4(),
            by=cast.ben, note="Slept well",
        )  # fmt: skip
        yield {
            "person": request.person,
            "request": request,
            "contact": contact,
            "referral": factories.referral(request, service, by=cast.ben),
        }


OPENINGS = {
    "person": actions.open_person,
    "request": actions.open_request,
    "contact": actions.open_note,
    "referral": actions.open_referral,
}


def opened() -> list[tuple]:
    return list(Entry.objects.filter(verb="opened").values_list("member_id", "subject_id"))


@pytest.mark.parametrize("name", OPENINGS)
def test_the_team_and_the_supervisor_open_it_and_it_is_said_so(cast, things, name) -> None:
    for member in (cast.ben, cast.sofia):
        assert OPENINGS[name](**{name: things[name]}, by=member)
    person = things["person"].id
    assert opened() == [(cast.ben.id, person), (cast.sofia.id, person)]


@pytest.mark.parametrize("name", OPENINGS)
def test_a_colleague_does_not(cast, things, name) -> None:
    with pytest.raises(NotInTheTeam):
        OPENINGS[name](**{name: things[name]}, by=cast.amina)
    assert opened() == []


@pytest.mark.parametrize("name", ["person", "request", "contact"])
def test_chidi_does_not(cast, things, name) -> None:
    with pytest.raises(NotYours):
        OPENINGS[name](**{name: things[name]}, by=cast.chidi)
    assert opened() == []


def test_the_receiver_opens_what_travelled_and_both_logs_say_so(cast, things) -> None:
    with tenancy.acting_for(cast.harbour.id):
        seen = access.received_referral_for(cast.chidi, things["referral"].id)
        assert actions.open_referral(referral=seen, by=cast.chidi).shared["name"] == "Dee"
        assert opened() == [(cast.chidi.id, seen.id)]
    entry = Entry.objects.get(verb="opened")
    assert (entry.member_id, entry.subject_id) == (None, things["person"].id)
    assert entry.detail["receiver"] == str(cast.harbour.id)


@pytest.mark.parametrize(("who", "refusal"), [("chidi", NotYours), ("amina", NotInTheTeam)])
def test_nor_do_they_agree_take_back_or_note_for_the_person(cast, things, who, refusal) -> None:
    member, request = getattr(cast, who), things["request"]
    before = (Consent.objects.in_force().count(), Barrier.objects.count())
    other = factories.service("Elsewhere")
    tries = (
        lambda: factories.consent(request, other, by=member),
        lambda: actions.withdraw_consent(consent=things["referral"].consent, by=member),
        lambda: actions.note_barrier(request=request, reason="cost", by=member),
        lambda: actions.add_words(request=request, words="x", by=member),
        lambda: actions.change_needs(request=request, needs=(), by=member),
        lambda: actions.say_outcome(request=request, words="x", by=member),
        lambda: actions.change_safe_contact(
            request=request, safe_contact=actions.SafeContact(), by=member
        ),
    )
    for attempt in tries:
        with pytest.raises(refusal):
            attempt()
    assert (Consent.objects.in_force().count(), Barrier.objects.count()) == before
    assert actions.open_request(request=request, by=cast.ben).story.endswith("the flood.")


def test_a_notice_is_read_by_whom_it_was_made_for(cast, things) -> None:
    asked, _code = factories.ask(cast.riverbend)
    notice = Notice.objects.get(member=cast.ben, subject_id=asked.id)
    with pytest.raises(NotYours):
        actions.mark_read(notice=notice, by=cast.amina)
    assert actions.mark_read(notice=notice, by=cast.ben).read_at is not None
    assert actions.mark_all_read(by=cast.ben) == 1
    assert actions.mark_all_read(by=cast.ben) == 0
