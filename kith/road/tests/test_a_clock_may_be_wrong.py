"""Nothing is ordered by the tablet's clock, and what it said is kept beside what is reckoned."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kith.accounts import tenancy
from kith.connections.models import Contact
from kith.core import clock
from kith.road.models import Arrival
from kith.road.rules.times import SMALL, happened_at

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def test_a_day_ahead_is_put_right(cast, tablet) -> None:
    tablet.wrong_by = DAY
    with clock.stopped_at(NOON):
        person = tablet.intake(name="Dee")
        tablet.enter("contact", who={"id": person}, note="We talked.")
    with clock.stopped_at(NOON + dt.timedelta(hours=5)):
        tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Contact.objects.get().happened_at == NOON
        kept = Arrival.objects.get(kind="contact")
        assert (kept.stated_at, kept.happened_at) == (NOON + DAY, NOON)
        assert kept.received_at == NOON + dt.timedelta(hours=5)


def test_a_clock_that_is_right_is_left_alone() -> None:
    hour = dt.timedelta(hours=1)
    assert happened_at(NOON, NOON + hour, NOON + hour + dt.timedelta(seconds=3)) == NOON


def test_turned_back_before_sending_nothing_better_is_known_than_the_server() -> None:
    assert happened_at(NOON + DAY, NOON, NOON) == NOON


moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC))


@given(stated=moments, sent=moments, received=moments)
def test_nothing_happened_after_it_arrived(stated, sent, received) -> None:
    assert happened_at(stated, sent, received) <= received


@given(
    happened=moments, later=st.timedeltas(dt.timedelta(0), 3 * DAY), wrong=st.timedeltas(-DAY, DAY)
)
def test_a_clock_that_is_evenly_wrong_does_not_matter(happened, later, wrong) -> None:
    received = happened + later
    found = happened_at(happened + wrong, received + wrong, received)
    assert abs(found - happened) <= SMALL
