"""Days of the rule, days that differ, and the day on which the clocks change."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.circles.actions import dates
from kith.circles.models import Change, Reminder
from kith.circles.refusals import DayIsOver, NoSuchDay
from kith.circles.rules import meeting_days
from kith.circles.rules.meeting_days import Pattern, byday_of
from kith.circles.tests.factories import next_tuesday, sit

UTC = dt.UTC
TUESDAYS = Pattern(dt.date(2026, 3, 3), dt.time(18, 30), 90, byday="TU", zone="America/Chicago")


def days(pattern, changes=(), weeks=4):
    start = dt.datetime(2026, 3, 1, tzinfo=UTC)
    return meeting_days.dates(pattern, changes, start, start + dt.timedelta(weeks=weeks))


def test_half_past_six_is_half_past_six_after_the_clocks_change():
    """In Chicago summer time began on 8 March 2026."""
    found = [one.starts_at.isoformat() for one in days(TUESDAYS, weeks=2)]
    assert found == ["2026-03-04T00:30:00+00:00", "2026-03-10T23:30:00+00:00"]


def test_every_second_week_counts_from_the_first():
    pattern = Pattern(dt.date(2026, 3, 3), dt.time(18, 30), 90, byday="TU", interval=2)
    assert [one.day.day for one in days(pattern)] == [3, 17]


@pytest.mark.parametrize(
    ("first", "byday"),
    [((2026, 3, 3), "1TU"), ((2026, 3, 24), "4TU"), ((2026, 3, 31), "-1TU")],
)
def test_by_the_month_it_is_the_same_weekday(first, byday):
    assert byday_of(dt.date(*first), "MONTHLY") == byday
    pattern = Pattern(dt.date(*first), dt.time(9), 60, freq="MONTHLY", byday=byday)
    later = list(pattern.days(dt.date(2026, 4, 1), dt.date(2026, 6, 1)))
    assert [day.weekday() for day in later] == [1, 1]


def test_a_day_that_differs():
    changes = (
        meeting_days.Change(dt.date(2026, 3, 10), "cancelled"),
        meeting_days.Change(dt.date(2026, 3, 17), "moved", dt.date(2026, 3, 19), dt.time(17)),
        meeting_days.Change(dt.date(2026, 3, 21), "extra"),
    )
    found = [(one.on.day, one.state, one.is_held) for one in days(TUESDAYS, changes)]
    assert found == [
        (3, "on", True), (10, "cancelled", False), (19, "moved", True), (21, "extra", True),
        (24, "on", True),
    ]  # fmt: skip


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(["WEEKLY", "MONTHLY"]))
def test_the_first_day_is_always_one_of_its_own_rule(first, freq):
    pattern = Pattern(first, dt.time(10), 60, freq=freq, byday=byday_of(first, freq))
    assert meeting_days.date_of(pattern, (), first) is not None


def test_a_change_is_told_to_who_holds_it_and_who_wants_to_know(cast, circle, second):
    seat, quiet = sit(circle, cast.ben), sit(circle, cast.ben, reminder="no")
    dates.change_date(circle=circle, day=next_tuesday(), kind="cancelled", by=cast.amina)
    assert [row.seat for row in Reminder.objects.all()] == [seat]
    assert seat != quiet
    change = Change.objects.get()
    dates.undo_change(change=change, by=cast.amina)
    assert Change.objects.count() == 0


def test_the_last_word_counts(cast, circle):
    for kind, to_day in (("cancelled", None), ("moved", next_tuesday() + dt.timedelta(days=1))):
        dates.change_date(
            circle=circle, day=next_tuesday(), kind=kind, to_day=to_day, by=cast.sofia
        )
    assert Change.objects.get().kind == "moved"


def test_a_day_without_a_meeting_cannot_differ(cast, circle):
    wednesday = next_tuesday() + dt.timedelta(days=1)
    with pytest.raises(NoSuchDay):
        dates.change_date(circle=circle, day=wednesday, kind="cancelled", by=cast.sofia)


def test_what_was_is_not_changed(cast, circle):
    past = next_tuesday() - dt.timedelta(days=21)
    with pytest.raises(DayIsOver):
        dates.change_date(circle=circle, day=past, kind="extra", by=cast.sofia)
