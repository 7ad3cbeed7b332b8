"""The pure rules: properties, and an example of each."""

import datetime as dt
import itertools
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kith.safety.rules.due import is_over
from kith.safety.rules.gaps import Span, gaps
from kith.safety.rules.ladder import choose, ladder

START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
HOURS = st.integers(0, 100)


def span(start: int, end: int) -> Span:
    hour = dt.timedelta(hours=1)
    return Span(START + min(start, end) * hour, START + max(start, end) * hour)


spans = st.lists(st.builds(span, HOURS, HOURS), max_size=8)


def hours_in(parts: list[Span]) -> set[int]:
    hour = dt.timedelta(hours=1)
    return {n for n in range(100) for p in parts if p.start <= START + n * hour < p.end}


@given(spans, spans)
def test_a_gap_is_what_is_wanted_and_not_covered(wanted, covered) -> None:
    found = gaps(wanted, covered)
    assert hours_in(found) == hours_in(wanted) - hours_in(covered)
    assert all(one.end < other.start for one, other in itertools.pairwise(found))


@given(st.integers(-200_000, 200_000), st.integers(60, 3600))
def test_a_jump_costs_at_most_one_step(jump, length) -> None:
    """After any jump the step is over at once, or within its own length and the tolerance."""
    began, due = START, START + dt.timedelta(seconds=length)
    later = START + dt.timedelta(seconds=jump + length + 5)
    now = START + dt.timedelta(seconds=jump)
    assert is_over(now=now, started_at=began, due_at=due) or is_over(
        now=max(later, now), started_at=began, due_at=due
    )


def test_each_is_asked_once_before_anybody_is_asked_twice() -> None:
    duty, lead = UUID(int=1), UUID(int=2)
    steps = ladder(on_duty=[duty], leads=[lead, duty], anybody=[UUID(int=3)])
    asked: dict[UUID, int] = {}
    order = []
    for _ in range(4):
        step = choose(steps, asked)
        asked[step.member] = asked.get(step.member, 0) + 1
        order.append(step.member.int)
    assert order == [1, 2, 1, 2]
    assert choose([], {}) is None
