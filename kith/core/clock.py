"""The one place that knows what time it is, so that a test can stop it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_fixed: ContextVar[dt.datetime | None] = ContextVar("kith_clock", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _fixed.get() or dt.datetime.now(dt.UTC)


def is_stopped() -> bool:
    """Whether somebody holds the clock, so that the database's own must not be asked."""
    return _fixed.get() is not None


def today(zone: dt.tzinfo = dt.UTC) -> dt.date:
    """The present day in a time zone: a date without its zone is a different day for somebody."""
    return now().astimezone(zone).date()


@contextmanager
def stopped_at(moment: dt.datetime) -> Iterator[None]:
    """Stop the clock inside the block. For tests and for made-up pasts."""
    if moment.tzinfo is None:
        raise ValueError("stopped_at needs an aware datetime")
    token = _fixed.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
