"""To be kept in mind: somebody has it the same day, which ends at the organisation's own midnight;
after that the next are asked as quickly as for a worrying one."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kith.core import clock
from kith.safety import actions
from kith.safety.rules.due import end_of_day
from kith.safety.tests import factories

UTC = dt.UTC
DENVER = ZoneInfo("America/Denver")


def in_denver(night) -> None:
    night.riverbend.time_zone = "America/Denver"
    night.riverbend.save()


def test_until_midnight_where_the_organisation_is(night) -> None:
    in_denver(night)
    concern = factories.raised(night, severity="low")
    assert concern.step_due_at == dt.datetime(2026, 3, 14, 6, 0, tzinfo=UTC)


def test_after_its_day_the_next_are_asked_within_the_half_hour(night) -> None:
    in_denver(night)
    concern = factories.raised(night, severity="low")
    midnight = concern.step_due_at
    with clock.stopped_at(midnight - dt.timedelta(seconds=1)):
        assert actions.escalate_due(organization=night.riverbend.id) == 0
    with clock.stopped_at(midnight):
        assert actions.escalate_due(organization=night.riverbend.id) == 1
    concern.refresh_from_db()
    assert concern.step_due_at == midnight + dt.timedelta(minutes=30)


def test_an_organisation_may_say_minutes_instead(night) -> None:
    actions.change_clocks(by=night.sofia, low=240)
    concern = factories.raised(night, severity="low")
    assert concern.step_due_at == factories.NIGHT + dt.timedelta(hours=4)
    actions.change_clocks(by=night.sofia, low=None)
    assert factories.raised(night, severity="low").step_due_at.hour == 0


def test_the_day_that_has_23_hours_ends_at_its_own_midnight() -> None:
    morning = dt.datetime(2026, 3, 8, 1, 30, tzinfo=DENVER)  # the clocks go forward at two
    assert end_of_day(morning, DENVER) - morning == dt.timedelta(hours=21, minutes=30)


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["UTC", "America/Denver", "Asia/Kathmandu", "Pacific/Kiritimati"]),
)
def test_a_day_never_ends_before_it_began_nor_lasts_longer_than_25_hours(moment, name) -> None:
    left = end_of_day(moment, ZoneInfo(name)) - moment
    assert dt.timedelta(0) < left <= dt.timedelta(hours=25)
