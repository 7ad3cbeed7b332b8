"""The grid of the week, and what stands beside it."""

import datetime as dt

import pytest

from kith.directory import actions
from kith.directory.models import Schedule

NINE, FIVE, NOON = dt.time(9), dt.time(17), dt.time(12)


def week(*days: str, opens=NINE, closes=FIVE):
    return [actions.Opening(day, opens, closes) for day in days]


@pytest.fixture
def door(kept):
    return kept.service.service_at_locations.get()


def test_days_alike_are_one_rule(door, cast, at_riverbend) -> None:
    openings = [*week("MO", "TU", "WE"), *week("SA", closes=NOON)]
    actions.set_week(owner=door, openings=openings, by=cast.ben)
    rules = door.schedules.order_by("closes_at").values_list("byday", "opens_at", "closes_at")
    assert list(rules) == [("SA", NINE, NOON), ("MO,TU,WE", NINE, FIVE)]


def test_a_new_week_leaves_the_other_rules(door, cast, at_riverbend) -> None:
    actions.set_week(owner=door, openings=week("MO"), by=cast.ben)
    day = dt.date(2026, 12, 24)
    actions.add_closing(owner=door, first=day, words="Eve", by=cast.ben)
    actions.add_stop(owner=door, day=day, opens_at=NINE, closes_at=NOON, by=cast.ben)
    actions.set_closed_on_holidays(owner=door, is_closed=True, by=cast.ben)
    actions.set_week(owner=door, openings=week("FR"), by=cast.ben)
    assert door.schedules.count() == 4
    assert door.schedules.get(freq="WEEKLY").byday == "FR"


def test_hours_in_words_give_way_to_certain_ones(door, cast, at_riverbend) -> None:
    Schedule.objects.create(service_at_location=door, description="most days", certain=False)
    actions.set_week(owner=door, openings=week("MO"), by=cast.ben, keeps_words=True)
    assert door.schedules.filter(certain=False).exists()
    actions.set_week(owner=door, openings=week("MO", "TU"), by=cast.ben)
    assert not door.schedules.filter(certain=False).exists()


def test_the_same_day_twice_is_one_rule(door, cast, at_riverbend) -> None:
    for _press in range(2):
        actions.add_closing(owner=door, first=dt.date(2026, 12, 24), by=cast.ben)
    assert door.schedules.count() == 1


def test_days_in_the_wrong_order_are_refused(door, cast, at_riverbend) -> None:
    with pytest.raises(actions.refusals.NotPossible):
        actions.add_closing(
            owner=door, first=dt.date(2026, 5, 2), last=dt.date(2026, 5, 1), by=cast.ben
        )
    assert not door.schedules.exists()
