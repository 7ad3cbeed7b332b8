"""Properties of every scale: bounds, monotone, reversing, order."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kith.measures import library
from kith.measures.rules.rounding import half_up
from kith.measures.tests.filled import SUMMED, partly, result, whole

names = st.sampled_from(SUMMED)


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_a_score_lies_in_its_range(data, name) -> None:
    instrument = library.get(name)
    score = result(name, data.draw(partly(instrument))).score
    if score is not None:
        assert instrument.lowest <= score <= instrument.highest


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_a_full_form_is_always_scored(data, name) -> None:
    scored = result(name, data.draw(whole(library.get(name))))
    assert scored.is_scored and not scored.is_prorated and not scored.missing


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_a_higher_answer_never_lowers_the_score(data, name) -> None:
    """Of a reversed item, or a positive one of the loneliness scale, it never raises it."""
    instrument = library.get(name)
    answers = data.draw(whole(instrument))
    place = data.draw(st.sampled_from(range(len(answers))))
    item = instrument.items[place]
    below, above = sorted(data.draw(st.tuples(*[st.sampled_from(item.numbers)] * 2)))
    low, high = list(answers), list(answers)
    low[place], high[place] = below, above
    first, second = result(name, low).score, result(name, high).score
    is_turned = item.reversed or (bool(item.counts) and min(item.counts) == 1)
    assert first >= second if is_turned else first <= second


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_reversing_every_answer_turns_a_sum_around(data, name) -> None:
    instrument = library.get(name)
    if instrument.scoring.kind not in ("sum", "mean") or any(i.counts_as for i in instrument.items):
        return
    answers = data.draw(whole(instrument))
    turned = [
        min(i.numbers) + max(i.numbers) - a for i, a in zip(instrument.items, answers, strict=True)
    ]
    there, back = result(name, answers).score, result(name, turned).score
    assert there + back == instrument.lowest + instrument.highest


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_by_position_and_by_item_are_the_same(data, name) -> None:
    instrument = library.get(name)
    answers = data.draw(partly(instrument))
    by_item = {item.id: a for item, a in zip(instrument.items, answers, strict=True)}
    assert result(name, answers) == result(name, by_item)


@settings(deadline=None)
@given(data=st.data(), name=names)
def test_every_score_lies_in_one_band(data, name) -> None:
    instrument = library.get(name)
    scored = result(name, data.draw(whole(instrument)))
    assert bool(scored.band) is bool(instrument.bands)


@settings(deadline=None)
@given(st.fractions(min_value=0, max_value=100))
def test_half_goes_up(number: Fraction) -> None:
    rounded = half_up(number)
    assert -Fraction(1, 2) < number - Fraction(rounded) + 0 <= Fraction(1, 2) or (
        Fraction(rounded) - number == Fraction(1, 2)
    )
    assert half_up(Fraction(int(number)) + Fraction(1, 2)) == int(number) + 1
