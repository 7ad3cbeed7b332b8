"""What happens by itself: once, for each organisation apart, and twice safely."""

import uuid

import pytest
from django.db import connection

from kith.accounts import tenancy
from kith.connections import actions, jobs
from kith.connections.models import CodeAttempt, Notice, Referral, Request
from kith.connections.tests import factories
from kith.core import clock
from kith.people.models import Person, PersonKey

pytestmark = pytest.mark.django_db


def deferred() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_the_timetable_defers_a_job_for_each_organisation(cast) -> None:
    jobs.every_ten_minutes(0)
    assert deferred() == ["connections.expire", "connections.remind"] * 2


def test_expiry_touches_only_its_organisation(cast) -> None:
    service = factories.service(operated_by=cast.harbour)
    request = factories.in_hand(cast.ben)
    factories.referral_in("requested", request, service, cast.ben, cast.chidi)
    with factories.later(days=8):
        jobs.expire(str(cast.harbour.id))
        with tenancy.acting_for(cast.riverbend.id):
            assert Referral.objects.get().state == "requested"
        jobs.expire(str(cast.riverbend.id))
        jobs.expire(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert Referral.objects.get().state == "cancelled"


def test_what_is_due_is_told_once_and_again_when_it_was_put_off(cast) -> None:
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        follow_up = actions.plan_follow_up(
            request=request, due_at=clock.now(), replay_key=uuid.uuid4(), by=cast.ben
        )
    with factories.later(minutes=1):
        jobs.remind(str(cast.riverbend.id))
        jobs.remind(str(cast.riverbend.id))
        with tenancy.acting_for(cast.riverbend.id):
            assert Notice.objects.filter(kind="due", member=cast.ben).count() == 1
            actions.snooze_follow_up(follow_up=follow_up, due_at=clock.now(), by=cast.ben)
    with factories.later(minutes=2):
        jobs.remind(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert Notice.objects.filter(kind="due", member=cast.ben).count() == 2


def test_an_overdue_step_is_told_to_its_owner(cast) -> None:
    factories.in_hand(cast.ben)
    with factories.later(days=2):
        jobs.remind(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert Notice.objects.get(kind="due").member == cast.ben


def close(cast) -> Request:
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        return actions.close(request=request, reason="helped", by=cast.ben)


@pytest.mark.parametrize(("days", "is_kept"), [(364, True), (366, False)])
def test_a_person_is_forgotten_a_year_after_closing(cast, days, is_kept) -> None:
    close(cast)
    with factories.later(days=days):
        jobs.forget(str(cast.riverbend.id))
        jobs.forget(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert (Person.objects.get().erased_at is None) == is_kept
        assert PersonKey.objects.exists() == is_kept


def test_an_open_request_or_a_late_contact_keeps_them(cast) -> None:
    factories.in_hand(cast.ben)
    closed = close(cast)
    with factories.later(days=100), tenancy.acting_for(cast.riverbend.id):
        actions.record_contact(
            person=closed.person, means="call", reached=True, replay_key=uuid.uuid4(), by=cast.ben
        )
    with factories.later(days=400):
        jobs.forget(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert PersonKey.objects.count() == 2


def test_tries_are_forgotten_after_a_day(cast) -> None:
    CodeAttempt.objects.create(who="somebody")
    with factories.later(hours=25):
        jobs.every_night(0)
    assert not CodeAttempt.objects.exists()
