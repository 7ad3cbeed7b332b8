"""A gap in the rota, unread crisis words, no number, no lead."""

import datetime as dt

import pytest

from kith.core import clock
from kith.core.refusals import NotYours
from kith.safety import actions, clocks
from kith.safety.models import CrisisWords, Shift
from kith.safety.queries import readiness, rota
from kith.safety.refusals import NotReady, OutOfBounds, ShiftNotOffered, ShiftsOverlap
from kith.safety.tests.factories import NIGHT

DAY = dt.timedelta(days=1)


def whole_rota(cast, days: int = 15) -> None:
    for number in range(days):
        for half, member in enumerate((cast.ben, cast.sofia)):
            start = NIGHT.replace(hour=0) + number * DAY + half * DAY / 2
            actions.add_shift(
                by=cast.sofia, member=member, starts_at=start, ends_at=start + DAY / 2
            )


def words_in(cast, *languages: str) -> None:
    for language in languages:
        words = actions.write_words(by=cast.sofia, language=language, steps="Breathe\n\nCall")
        actions.review_words(words=words, by=cast.sofia)


@pytest.fixture
def ready(night):
    Shift.objects.all().delete()
    whole_rota(night)
    words_in(night, "en", "es")
    return night


def test_everything_there_goes_live(ready) -> None:
    assert readiness.missing(ready.riverbend) == []
    assert actions.go_live(by=ready.sofia).live_by == ready.sofia


def test_a_gap_is_named_and_refuses(ready) -> None:
    gone = Shift.objects.filter(member=ready.ben).order_by("starts_at")[3]
    actions.cancel_shift(shift=gone, by=ready.sofia)
    [missing] = readiness.missing(ready.riverbend)
    assert missing.mend == "rota"
    assert [(g.start, g.end) for g in rota.gaps_ahead(ready.riverbend)] == [
        (gone.starts_at, gone.ends_at)
    ]
    with pytest.raises(NotReady):
        actions.go_live(by=ready.sofia)


def test_an_absence_leaves_a_gap(ready) -> None:
    actions.add_absence(
        by=ready.ben, member=ready.ben,
        starts_at=NIGHT + DAY, ends_at=NIGHT + DAY + dt.timedelta(hours=2),
    )  # fmt: skip
    [gap] = rota.gaps_ahead(ready.riverbend)
    assert gap.end - gap.start == dt.timedelta(hours=2)


@pytest.mark.parametrize("state", ["missing", "draft", "changed"])
def test_words_unread_in_one_language_refuse(ready, state) -> None:
    words = CrisisWords.objects.get(language="es")
    if state == "missing":
        ready.riverbend.languages = ["en", "es", "ar"]
    elif state == "draft":
        words.state = "draft"
        words.save()
    else:
        actions.write_words(by=ready.sofia, language="es", steps="Otra cosa")
    assert len(readiness.missing(ready.riverbend)) == 1


def test_hours_outside_the_covered_ones_are_no_gap(ready) -> None:
    Shift.objects.filter(member=ready.sofia).delete()
    actions.change_clocks(by=ready.sofia, covered_from=dt.time(0), covered_until=dt.time(12))
    assert rota.gaps_ahead(ready.riverbend) == []


def test_clocks_stay_within_bounds_and_old_ones_are_kept(night) -> None:
    actions.change_clocks(by=night.sofia, high=10)
    assert clocks.of(night.riverbend.id).high == 10
    with pytest.raises(OutOfBounds):
        actions.change_clocks(by=night.sofia, high=60)
    with pytest.raises(NotYours):
        actions.change_clocks(by=night.ben, high=3)
    with clock.stopped_at(NIGHT + DAY):
        actions.change_clocks(by=night.sofia, high=3)
    assert clocks.of(night.riverbend.id).high == 3


def test_a_swap_goes_to_the_first_who_takes_it(night) -> None:
    shift = Shift.objects.get(member=night.amina)
    with pytest.raises(ShiftNotOffered):
        actions.take_shift(shift=shift, by=night.sofia)
    actions.offer_shift(shift=shift, by=night.amina)
    with pytest.raises(ShiftsOverlap):
        actions.take_shift(shift=shift, by=night.ben)
    assert actions.take_shift(shift=shift, by=night.sofia).member == night.sofia


def test_nobody_is_on_duty_twice_at_once(night) -> None:
    with pytest.raises(ShiftsOverlap):
        actions.add_shift(
            by=night.amina, member=night.amina, starts_at=NIGHT, ends_at=NIGHT + DAY / 2
        )
