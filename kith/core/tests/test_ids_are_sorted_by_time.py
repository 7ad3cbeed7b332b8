"""Ids sort by time and cannot be guessed; only a made-up past gets the same ones twice."""

import datetime as dt
import uuid

from kith.core import clock, ids

PAST = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def _drawn(seed: str, *moments: dt.datetime) -> list[uuid.UUID]:
    found = []
    with ids.drawn_from(seed):
        for moment in moments:
            with clock.stopped_at(moment):
                found += [ids.uuid7() for _ in range(3)]
    return found


def test_each_is_greater_than_the_one_before() -> None:
    found = [ids.uuid7() for _ in range(2000)]
    assert found == sorted(set(found))
    assert {(one.version, one.variant) for one in found} == {(7, uuid.RFC_4122)}


def test_chance_makes_two_that_differ_in_more_than_time(monkeypatch) -> None:
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)  # many within one moment
    tails = {ids.uuid7().int & ((1 << 62) - 1) for _ in range(200)}
    assert len(tails) == 200


def test_the_same_story_has_the_same_ids() -> None:
    assert _drawn("one", PAST) == _drawn("one", PAST) != _drawn("two", PAST)


def test_a_story_carries_its_own_time_and_may_go_back() -> None:
    later = PAST + dt.timedelta(days=3)
    found = _drawn("one", later, PAST)
    assert [one.int >> 80 for one in found] == [int(t.timestamp() * 1000) for t in (later,) * 3 +
                                                (PAST,) * 3]  # fmt: skip
    assert found[:3] == sorted(found[:3]) and found[3:] == sorted(found[3:])


def test_chance_is_back_after_the_story() -> None:
    _drawn("one", PAST)
    assert ids.uuid7() not in _drawn("one", PAST)
    assert _drawn("one", PAST)[0] < ids.uuid7() < ids.uuid7()
