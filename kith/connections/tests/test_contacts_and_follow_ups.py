"""What happened, and what somebody named will do next."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.connections import actions
from kith.connections.models import Contact, FollowUp
from kith.connections.refusals import NotInTheTeam, NotYet
from kith.connections.tests import factories
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(cast):
    with tenancy.acting_for(cast.riverbend.id):
        yield factories.in_hand(cast.ben)


def call(request, by, **changes) -> Contact:
    known = {"means": "call", "reached": True, "replay_key": uuid.uuid4(), "note": "Slept well"}
    return actions.record_contact(
        person=request.person, request=request, by=by, **{**known, **changes}
    )


def plan(request, by, **changes) -> FollowUp:
    known = {"due_at": clock.now() + dt.timedelta(days=1), "replay_key": uuid.uuid4()}
    return actions.plan_follow_up(request=request, by=by, **{**known, **changes})


def test_a_note_is_sealed_and_its_opening_recorded(cast, request_) -> None:
    contact = call(request_, cast.ben)
    assert b"Slept" not in bytes(contact.note_sealed)
    assert actions.open_note(contact=contact, by=cast.ben) == "Slept well"


def test_the_same_form_again_is_one_contact(cast, request_) -> None:
    key = uuid.uuid4()
    assert call(request_, cast.ben, replay_key=key) == call(request_, cast.ben, replay_key=key)
    assert Contact.objects.count() == 1


def test_a_contact_finishes_its_follow_up_once(cast, request_) -> None:
    follow_up = plan(request_, cast.ben)
    contact = call(request_, cast.ben, follow_up=follow_up)
    follow_up.refresh_from_db()
    assert (follow_up.contact, follow_up.done_by) == (contact, cast.ben)
    with pytest.raises(AlreadyChanged):
        call(request_, cast.ben, follow_up=follow_up)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("who", "refusal"), [("chidi", NotYours), ("amina", NotInTheTeam)])
def test_who_may_not(cast, request_, who, refusal) -> None:
    member, follow_up = getattr(cast, who), plan(request_, cast.ben)
    soon = clock.now()
    tries = (
        lambda: call(request_, member),
        lambda: plan(request_, member),
        lambda: actions.finish_follow_up(follow_up=follow_up, by=member),
        lambda: actions.snooze_follow_up(follow_up=follow_up, due_at=soon, by=member),
        lambda: actions.drop_follow_up(follow_up=follow_up, reason="x", by=member),
    )
    for attempt in tries:
        with pytest.raises(refusal):
            attempt()
    follow_up.refresh_from_db()
    assert FollowUp.objects.open().get() == follow_up
    assert not Contact.objects.exists()


def test_a_contact_has_happened(cast, request_) -> None:
    with pytest.raises(NotYet):
        call(request_, cast.ben, happened_at=clock.now() + dt.timedelta(hours=1))


def test_putting_off_is_counted(cast, request_) -> None:
    follow_up = plan(request_, cast.ben)
    later = clock.now() + dt.timedelta(days=3)
    actions.snooze_follow_up(follow_up=follow_up, due_at=later, by=cast.ben)
    assert (follow_up.due_at, follow_up.snoozed_count) == (later, 1)


def test_of_two_who_put_it_off_the_second_is_told(cast, request_) -> None:
    one = plan(request_, cast.ben)
    two = FollowUp.objects.get(pk=one.pk)
    actions.snooze_follow_up(follow_up=one, due_at=clock.now(), by=cast.ben)
    with pytest.raises(AlreadyChanged):
        actions.snooze_follow_up(follow_up=two, due_at=clock.now(), by=cast.ben)


def test_dropping_needs_a_reason_and_ends_it(cast, request_) -> None:
    follow_up = plan(request_, cast.ben)
    with pytest.raises(ReasonMissing):
        actions.drop_follow_up(follow_up=follow_up, reason=" ", by=cast.ben)
    actions.drop_follow_up(follow_up=follow_up, reason="She moved away", by=cast.ben)
    assert b"moved" not in bytes(follow_up.dropped_reason_sealed)
    with pytest.raises(AlreadyChanged):
        actions.finish_follow_up(follow_up=follow_up, by=cast.ben)


def test_a_follow_up_is_owed_by_somebody_of_the_team(cast, request_) -> None:
    with pytest.raises(NotInTheTeam):
        plan(request_, cast.ben, owner=cast.amina)
    actions.assign(request=request_, to=cast.amina, by=cast.ben)
    assert plan(request_, cast.ben, owner=cast.amina).owner == cast.amina
