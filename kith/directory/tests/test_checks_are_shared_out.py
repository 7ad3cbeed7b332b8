"""Everybody who checks gets their part, and a listing is asked about by one of them."""

import datetime as dt

from kith.accounts.models import Role
from kith.core import clock
from kith.directory import actions
from kith.directory.models import Check
from tests.cast import member_of

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_shared_evenly_and_once(kept, cast, at_riverbend) -> None:
    omar = member_of(cast.riverbend, "Omar", Role.OUTREACH)
    for number in range(3):
        actions.create_service(
            organization=kept.organization, fields={"name": f"Walk {number}"}, by=cast.ben
        )
    assert actions.assign_checks(organization=cast.riverbend.id) == 4
    assert actions.assign_checks(organization=cast.riverbend.id) == 0
    assert Check.objects.filter(assigned_to=cast.ben).count() == 2
    assert Check.objects.filter(assigned_to=omar).count() == 2


def test_checked_is_fresh_for_half_a_year(kept, cast, at_riverbend) -> None:
    with clock.stopped_at(MONDAY):
        actions.assign_checks(organization=cast.riverbend.id)
        actions.verify(service=kept.service, by=cast.ben)
        assert not actions.due_for_check(cast.riverbend.id).exists()
    kept.service.refresh_from_db()
    assert kept.service.verified_on == dt.date(2026, 3, 2)
    assert kept.service.next_check_on == dt.date(2026, 8, 29)
    assert Check.objects.get().outcome == "right"
    with clock.stopped_at(MONDAY + dt.timedelta(days=180)):
        assert actions.due_for_check(cast.riverbend.id).get() == kept.service


def test_no_answer_comes_back_in_three_days(kept, cast, at_riverbend) -> None:
    with clock.stopped_at(MONDAY):
        check = actions.nobody_answered(service=kept.service, by=cast.ben)
        twice = actions.nobody_answered(service=kept.service, by=cast.ben)
    assert (check.pk, twice.tries_count) == (twice.pk, 1)
    assert twice.due_on == dt.date(2026, 3, 5)
    with clock.stopped_at(MONDAY + dt.timedelta(days=3)):
        again = actions.nobody_answered(service=kept.service, by=cast.ben)
    assert (again.pk, again.tries_count) == (check.pk, 2)
