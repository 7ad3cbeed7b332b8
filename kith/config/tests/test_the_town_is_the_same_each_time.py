"""The same seed and the same day make the same town in every process. (That the rows are the same,
too, is seen where the town is loaded: `test_the_town_is_lived_in`.)"""

import datetime as dt
import subprocess
import sys

import pytest

from kith.config.demo import directory, hours, life, town

DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DIGEST = (
    "import datetime as dt, hashlib\n"
    "from kith.config.demo import directory, life\n"
    "block = directory.build(dt.date(2026, 3, 2), block=1)\n"
    "asks = life.asks(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC))\n"
    "print(hashlib.sha256(repr((block, asks)).encode()).hexdigest())"
)


def _digest(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": hash_seed, "PATH": ""},
    )  # fmt: skip
    return done.stdout


def test_two_processes_make_the_same_town() -> None:
    assert _digest("1") == _digest("2")


def test_another_seed_makes_another_town() -> None:
    assert directory.build(DAY, seed=1) != directory.build(DAY, seed=2)


def test_a_block_does_not_depend_on_others() -> None:
    ids = [{listing.id for listing in directory.build(DAY, block=n).listings} for n in (0, 1, 2)]
    assert not (ids[0] & ids[1] or ids[1] & ids[2])


def test_the_town_is_as_large_as_promised() -> None:
    block = directory.build(DAY)
    assert len(block.providers) == 120
    assert 400 <= len(block.listings) <= 450
    assert len({place.district.name for place in block.places}) == 9
    assert 80 <= len(life.asks(NOW)) <= 95


def test_every_kind_of_help_is_named_in_every_language() -> None:
    kinds = set(town.kinds())
    for language in ("es", "fr", "pt", "ar", "fa", "zh-hans", "so"):
        assert set(town.words(language)) == kinds


def test_people_ask_in_every_language_and_go_every_way() -> None:
    asks = life.asks(NOW)
    assert {ask.language for ask in asks} == set(town.read("stories.yaml"))
    assert {ask.way for ask in asks} == set(life.WAYS)
    assert all(ask.asked_at < NOW for ask in asks)


def test_every_shape_of_schedule_is_drawn() -> None:
    drawn = {pattern for kind in town.kinds().values() for pattern in kind.hours}
    assert drawn == set(hours.PATTERNS)


def test_every_place_offers_something_or_was_kept_for_it() -> None:
    block = directory.build(DAY)
    used = {listing.place.id for listing in block.listings if listing.place}
    assert {place.id for place in block.places} == used


@pytest.mark.parametrize("kind", ["hidden", "partial"])
def test_somebody_looks_after_each_confidential_place(kind: str) -> None:
    listings = [
        listing for listing in directory.build(DAY).listings
        if listing.place and listing.place.confidentiality == kind
    ]  # fmt: skip
    assert listings
    assert all(listing.provider.steward for listing in listings)
