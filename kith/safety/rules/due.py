"""When a step is over, though clocks may jump.

A step knows when it began and when it is over. A clock that jumps ahead makes it over early: one
alert too many, and the next step begins at the new time. A clock that jumps back would make it wait
for the length of the jump; but then the step began in the future, which cannot be, and that also
counts as over. So a jump of any size costs at most one step's length of waiting.
"""

import datetime as dt

TOLERANCE = dt.timedelta(seconds=5)
"""Clocks are nudged by fractions of a second all day; that is not a jump."""


def end_of_day(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The midnight that ends the day of an aware moment in a time zone, whatever its clocks do."""
    tomorrow = moment.astimezone(zone).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), zone).astimezone(dt.UTC)


def reminder_at(opened_at: dt.datetime, due_at: dt.datetime) -> dt.datetime:
    """When who decides is reminded of what the law waits for: a quarter of the time is left."""
    return due_at - (due_at - opened_at) / 4


def is_over(*, now: dt.datetime, started_at: dt.datetime, due_at: dt.datetime) -> bool:
    """Whether somebody must be told. All moments aware, of the database's clock."""
    return now >= due_at or started_at > now + TOLERANCE
