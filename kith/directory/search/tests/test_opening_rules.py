"""The rules of opening hours against a slow, obvious reading of each rule, and worked examples."""

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kith.directory.rules.opening import CODES, DAY, Hours, Rule, State, hours_of, merged

START, END = dt.date(2026, 3, 2), dt.date(2026, 5, 4)
HOLIDAYS = frozenset({dt.date(2026, 4, 3), dt.date(2026, 4, 6)})
DAYS = [START + dt.timedelta(n) for n in range((END - START).days)]

minutes = st.integers(0, DAY - 1)
codes = st.sets(st.sampled_from(CODES), min_size=1).map(lambda found: ",".join(sorted(found)))
dates = st.sampled_from(DAYS)

weekly = st.builds(Rule, opens=minutes, closes=minutes, byday=codes, freq=st.just("WEEKLY"))
fortnightly = st.builds(
    Rule, opens=minutes, closes=minutes, byday=codes, freq=st.just("WEEKLY"), interval=st.just(2),
    dtstart=dates,
)  # fmt: skip
monthly = st.builds(
    Rule, opens=minutes, closes=minutes, freq=st.just("MONTHLY"),
    byday=st.sampled_from(["1MO", "2TU", "-1FR", "3SU,1WE"]),
)  # fmt: skip
stop = st.builds(Rule, opens=minutes, closes=minutes, dtstart=dates)
shut = st.builds(lambda day, n: Rule(closed=True, valid_from=day, valid_to=day + dt.timedelta(n)),
                 dates, st.integers(0, 4))  # fmt: skip
on_holidays = st.just(Rule(closed=True))
rules = st.lists(
    st.one_of(weekly, weekly, fortnightly, monthly, stop, shut, on_holidays), max_size=6
)
moments = st.tuples(st.integers(2, len(DAYS) - 3), minutes)


def open_days(rule: Rule, day: dt.date) -> bool:
    return day in set(rule.days(day - dt.timedelta(40), day + dt.timedelta(2)))


def obviously_open(told: list[Rule], wall: dt.datetime) -> bool | None:
    """None: nobody knows. Each day's openings one by one, today's and yesterday's."""
    doubtful = False
    closes_on_holidays = any(rule.closed and rule.speaks_of_holidays for rule in told)
    for back in (0, 1):
        day = wall.date() - dt.timedelta(back)
        if any(r.closed and not r.speaks_of_holidays and open_days(r, day) for r in told):
            continue
        dated = [r for r in told if (not r.closed and r.freq != "WEEKLY") or r.interval == 2]
        is_dated = any(not r.closed and open_days(r, day) for r in dated)
        for rule in told:
            if rule.closed or not open_days(rule, day):
                continue
            usual = rule.freq == "WEEKLY" and rule.interval == 1
            if usual and closes_on_holidays and day in HOLIDAYS:
                continue
            start, end = rule.span()
            if start <= wall.hour * 60 + wall.minute + back * DAY < end:
                if day in HOLIDAYS and not closes_on_holidays and not is_dated:
                    doubtful = True
                else:
                    return True
    return None if doubtful else False


@settings(max_examples=300, deadline=None)
@given(rules, moments)
def test_open_as_each_rule_says(told: list[Rule], moment: tuple[int, int]) -> None:
    day, minute = DAYS[moment[0]], moment[1]
    wall = dt.datetime.combine(day, dt.time(minute // 60, minute % 60))
    hours = hours_of(told, START, END, HOLIDAYS)
    if all(rule.closed for rule in told):
        assert hours.state(wall) is State.CALL
        return
    if hours.on_holidays == "open":
        return  # day and night: holidays change nothing, and the obvious reading does not know it
    wanted = {True: State.OPEN, False: State.CLOSED, None: State.CALL}
    assert hours.state(wall) is wanted[obviously_open(told, wall)]


@given(rules, moments)
@settings(max_examples=200, deadline=None)
def test_the_next_opening_is_open_and_nothing_opens_before_it(
    told: list[Rule], moment: tuple[int, int]
) -> None:
    hours = hours_of(told, START, END, HOLIDAYS)
    wall = dt.datetime.combine(DAYS[moment[0] // 2], dt.time(moment[1] // 60, moment[1] % 60))
    if hours.state(wall) is not State.CLOSED:
        return
    following = hours.next_opening(wall)
    if following is not None:
        assert hours.state(following) is State.OPEN
        between = (following - wall) / 2
        if between > dt.timedelta(minutes=1):
            middle = (wall + between).replace(second=0, microsecond=0)
            assert hours.state(middle) is not State.OPEN


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)).map(lambda s: (s[0], s[0] + s[1])))
)
def test_merging_keeps_each_minute_and_makes_disjoint_spans(spans: list[tuple[int, int]]) -> None:
    done = merged(spans)
    assert {m for a, b in spans for m in range(a, b)} == {m for a, b in done for m in range(a, b)}
    assert all(before[1] < after[0] for before, after in pairwise(done))


def test_friday_night_says_closed_until_monday_not_until_tomorrow() -> None:
    rule = Rule(opens=9 * 60, closes=17 * 60, byday="MO,TU,WE,TH,FR", freq="WEEKLY")
    hours = hours_of([rule], START, END)
    assert hours.next_opening(dt.datetime(2026, 3, 6, 20)) == dt.datetime(2026, 3, 9, 9)


def test_day_and_night_never_ends_and_a_night_shift_ends_in_the_morning() -> None:
    always = Rule(opens=0, closes=0, byday=",".join(CODES), freq="WEEKLY")
    assert hours_of([always], START, END).closes_at(dt.datetime(2026, 3, 6, 20)) is None
    night = Rule(opens=22 * 60, closes=6 * 60, byday="FR", freq="WEEKLY")
    hours = hours_of([night], START, END)
    assert hours.closes_at(dt.datetime(2026, 3, 6, 23)) == dt.datetime(2026, 3, 7, 6)


def test_nothing_known_is_call_first() -> None:
    assert Hours().state(dt.datetime(2026, 3, 6, 12)) is State.CALL
    unsure = [Rule(certain=False), Rule(opens=540, closes=1020, byday="MO", freq="WEEKLY")]
    hours = hours_of(unsure, START, END)
    assert hours.state(dt.datetime(2026, 3, 9, 10)) is State.OPEN
    assert hours.state(dt.datetime(2026, 3, 10, 10)) is State.CALL
