"""Whether a photo may be kept depends on all that was said, and on no order."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from kith.road.rules.standing import Said, Taken, is_covered, stands

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
IDS = [uuid.UUID(int=number) for number in range(4)]
hours = st.integers(0, 5).map(lambda hour: NOON + dt.timedelta(hours=hour))
records = st.sampled_from(IDS)
said = st.builds(Said, records, st.none() | records, st.booleans(), hours)
all_said = st.lists(said, max_size=5, unique_by=lambda each: each.record)
taken = st.builds(Taken, hours, st.none() | records)


def heard(number: int, hour: int, *, is_given: bool, base: int | None = None) -> Said:
    over = None if base is None else IDS[base]
    return Said(IDS[number], over, is_given, NOON + dt.timedelta(hours=hour))


def at(hour: int, base: int | None = None) -> Taken:
    return Taken(NOON + dt.timedelta(hours=hour), None if base is None else IDS[base])


def test_examples() -> None:
    yes, no = heard(0, 1, is_given=True), heard(1, 3, is_given=False)
    anew = heard(2, 4, is_given=True)
    assert stands(at(2), []) and stands(at(2, 0), [yes])
    assert not stands(at(2, 0), [yes, no]) and not stands(at(3, 0), [yes, no])
    assert not stands(at(5), [yes, no, anew]), "not after that yes, as far as anybody knows"
    assert not stands(at(5, 0), [yes, no, anew])
    assert stands(at(5, 2), [yes, no, anew])


def test_a_no_to_its_own_yes_holds_whatever_the_clocks_say() -> None:
    yes = heard(0, 2, is_given=True)
    early = heard(1, 0, is_given=False, base=0)
    assert not stands(at(3, 0), [yes, early])


@given(taken, all_said, st.randoms())
def test_the_order_does_not_matter(photo, heard_all, chance) -> None:
    other = list(heard_all)
    chance.shuffle(other)
    assert stands(photo, heard_all) == stands(photo, other)


@given(taken, all_said, said)
def test_another_no_brings_nothing_back(photo, heard_all, more) -> None:
    no = Said(uuid.UUID(int=9), more.base, False, more.at)
    assert not (stands(photo, [*heard_all, no]) and not stands(photo, heard_all))


@given(taken, all_said)
def test_what_a_no_is_about_never_stands(photo, heard_all) -> None:
    assert not (is_covered(photo, heard_all) and stands(photo, heard_all))
