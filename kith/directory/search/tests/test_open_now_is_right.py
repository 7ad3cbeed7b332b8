"""Past midnight, across holidays and clock changes, for dated stops; unknown is never "closed"."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest

from kith.core import clock
from kith.directory.models import Address, PublicHoliday, Schedule
from kith.directory.rules import opening
from kith.directory.rules.opening import State
from kith.directory.search import dates
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


def state(at: dt.datetime) -> State:
    return made.find(at=at).results[0].state


def utc(month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=dt.UTC)


def test_after_midnight_it_is_still_last_evening() -> None:
    made.hours(made.place(), "FR", "22:00", "02:00")
    with clock.stopped_at(made.NOW):
        made.ready()
    assert state(utc(3, 13, 21, 59)) is State.CLOSED
    assert state(utc(3, 14, 1, 59)) is State.OPEN
    assert state(utc(3, 14, 2)) is State.CLOSED
    assert state(utc(3, 13, 1)) is State.CLOSED


def test_sunday_night_runs_into_monday() -> None:
    made.hours(made.place(), "SU", "20:00", "04:00")
    with clock.stopped_at(made.NOW):
        made.ready()
    assert state(utc(3, 16, 3)) is State.OPEN
    assert state(utc(3, 16, 4)) is State.CLOSED


def test_the_clock_on_the_wall_decides_when_clocks_change() -> None:
    made.hours(made.place(time_zone="America/New_York"), "MO,TU,WE,TH,FR,SA,SU", "09:00", "17:00")
    with clock.stopped_at(made.NOW):
        made.ready()
    before, after = dt.datetime(2026, 3, 7, 13, 30, tzinfo=dt.UTC), utc(3, 8, 13, 30)
    assert state(before) is State.CLOSED  # 08:30 there
    assert state(after) is State.OPEN  # 09:30 there, the clocks went forward that night


def test_a_holiday_closes_only_whoever_says_so() -> None:
    first, second = made.place("Says so"), made.place("Does not say")
    for one in (first, second):
        made.hours(one, "MO,TU,WE,TH,FR", "09:00", "17:00")
        Address.objects.create(
            location=one.service_at_locations.get().location, address_1="1 Main", country="US"
        )
    Schedule.objects.create(service=first, closed=True)
    with clock.stopped_at(utc(6, 20, 12)):
        made.ready()
    assert PublicHoliday.objects.filter(country="US", day=dt.date(2026, 7, 3)).exists()
    found = {r.name: r.state for r in made.find(at=utc(7, 3, 12)).results}
    assert found == {"Says so": State.CLOSED, "Does not say": State.CALL}
    found = {r.name: r.state for r in made.find(at=utc(7, 2, 12)).results}
    assert found == {"Says so": State.OPEN, "Does not say": State.OPEN}


def test_unknown_hours_are_call_first() -> None:
    made.place("No hours at all")
    typed = made.place("Words only")
    Schedule.objects.create(service=typed, description="by appointment", certain=False)
    with clock.stopped_at(made.NOW):
        made.ready()
    assert {r.state for r in made.find().results} == {State.CALL}
    page = made.find(open_now=True)
    assert [r.misfits[0].code for r in page.results] == ["hours_unknown", "hours_unknown"]


def test_open_now_leaves_out_what_is_surely_closed_and_puts_unknown_last() -> None:
    made.hours(made.place("Open"), "WE", "09:00", "17:00")
    made.hours(made.place("Closed"), "TH", "09:00", "17:00")
    made.place("Unknown", capacity="capacity")
    with clock.stopped_at(made.NOW):
        made.ready()
    assert made.names(open_now=True) == ["Open", "Unknown"]


def test_dated_stops_open_on_their_day_only_and_the_next_is_shown() -> None:
    van = made.place("Clinic on wheels")
    for day in (20, 27):
        Schedule.objects.create(
            service=van, dtstart=dt.date(2026, 3, day), opens_at="10:00", closes_at="14:00"
        )
    with clock.stopped_at(made.NOW):
        made.ready()
    assert state(utc(3, 20, 11)) is State.OPEN
    assert state(utc(3, 21, 11)) is State.CLOSED
    result = made.find(at=utc(3, 21, 11)).results[0]
    assert result.hours.next_stop(result.wall) == (
        dt.datetime(2026, 3, 27, 10), dt.datetime(2026, 3, 27, 14)
    )  # fmt: skip


def test_a_monthly_day_and_an_exception() -> None:
    group = made.place("Group")
    Schedule.objects.create(
        service=group, freq="MONTHLY", byday="2TU", opens_at="18:00", closes_at="20:00"
    )
    Schedule.objects.create(
        service=group, closed=True, valid_from=dt.date(2026, 4, 14), valid_to=dt.date(2026, 4, 14)
    )
    with clock.stopped_at(made.NOW):
        made.ready()
    assert state(utc(5, 12, 19)) is State.OPEN
    assert state(utc(4, 14, 19)) is State.CLOSED
    assert state(utc(3, 17, 19)) is State.CLOSED


def test_the_database_says_the_same_as_the_rules() -> None:
    """Random schedules, random moments of six weeks, three zones: SQL against Python."""
    chance = random.Random(11)
    zones = ("America/New_York", "Asia/Kabul", "UTC")
    services = [made.place(f"{n}", time_zone=chance.choice(zones)) for n in range(40)]
    for one in services:
        location = one.service_at_locations.get().location
        Address.objects.create(location=location, address_1="1 Main", country="US")
        for _ in range(chance.randrange(1, 5)):
            Schedule.objects.create(service=one, **_schedule(chance))
    with clock.stopped_at(utc(6, 20, 12)):
        made.ready()
    start, end = dt.date(2026, 6, 20), dt.date(2026, 10, 18)
    holidays = frozenset(PublicHoliday.objects.values_list("day", flat=True))
    expected = {str(s.name): _hours(s, start, end, holidays) for s in services}
    for _ in range(60):
        at = utc(6, 20, 0) + dt.timedelta(minutes=chance.randrange(1, 42 * 1440))
        found = made.find(at=at, size=60).results
        assert len(found) == 40
        for result in found:
            zone = Schedule.objects.filter(service=result.service)[0].service_id and _zone(result)
            wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            assert result.wall == wall
            assert result.state is expected[result.name].state(wall), (result.name, wall)


def _zone(result: object) -> str:
    from kith.directory.models import Listing

    return Listing.objects.values_list("time_zone", flat=True).get(pk=result.id)


def _schedule(chance: random.Random) -> dict:
    days = ",".join(chance.sample(opening.CODES, chance.randrange(1, 6)))
    opens, closes = chance.randrange(0, 24), chance.randrange(0, 24)
    times = {"opens_at": dt.time(opens), "closes_at": dt.time(closes, 30)}
    first = dt.date(2026, 6, 1) + dt.timedelta(chance.randrange(60))
    return chance.choice(
        [
            {"freq": "WEEKLY", "byday": days, **times},
            {"freq": "WEEKLY", "byday": days, **times},
            {"freq": "", "byday": days, **times},
            {"freq": "WEEKLY", "byday": days, "interval": 2, "dtstart": first, **times},
            {"freq": "WEEKLY", "byday": days, "valid_from": first, **times},
            {"freq": "MONTHLY", "byday": "2TU,-1FR", **times},
            {"dtstart": first, **times},
            {"valid_from": first, "valid_to": first + dt.timedelta(3), "closed": True},
            {"closed": True},
            {"certain": False, "description": "evenings"},
            {"freq": "WEEKLY", "byday": ",".join(opening.CODES), "opens_at": dt.time(0),
             "closes_at": dt.time(0)},
        ]
    )  # fmt: skip


def _hours(service: object, start: dt.date, end: dt.date, holidays: frozenset) -> opening.Hours:
    rows = Schedule.objects.filter(service=service).values_list(
        "opens_at", "closes_at", "byday", "freq", "interval", "count", "dtstart", "until",
        "valid_from", "valid_to", "bymonthday", "byyearday", "byweekno", "closed", "certain",
    )  # fmt: skip
    rules = [dates._rule(*row) for row in rows]
    alive = [r for r in rules if not (r.valid_to and r.valid_to < start - dt.timedelta(1))]
    return opening.hours_of(alive, start, end, holidays)
