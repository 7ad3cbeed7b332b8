"""Puts the town into the database, a room at a time, in one transaction: wholly or not at all.

A later room adds its life by a module here with `load(telling)` and a line in ROOMS.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import transaction

from kith.config.demo import town
from kith.config.demo.load import accounts, directory, keeping, life
from kith.config.demo.load.telling import Telling
from kith.config.progress import bar
from kith.core import clock, ids

ROOMS: tuple[tuple[str, Callable[[Telling], None]], ...] = (
    ("Who works here", accounts.load),
    ("What there is", directory.load),
    ("What waits for those who keep it", keeping.load),
    ("What people went through", life.load),
)


def load(*, scale: int = 1, seed: int = town.SEED, today: dt.date | None = None) -> Telling:
    """Load an empty database. `today`: the day on which the story ends, else the town's own.

    The same seed and day make the same rows, whenever and wherever it is told.
    """
    telling = Telling(scale, seed, town.morning_of(today or town.day_at(clock.now())))
    with transaction.atomic(), _in_the_story(telling):
        for what, loader in ROOMS:
            with bar(what, None) as telling.advance:
                loader(telling)
    return telling


@contextmanager
def _in_the_story(telling: Telling) -> Iterator[None]:
    """Time and chance are the story's own; the moments that Django stamps by itself, too."""
    with (
        clock.stopped_at(telling.now),
        ids.drawn_from(f"{telling.seed}/{telling.today}"),
        patch("django.utils.timezone.now", clock.now),
    ):
        yield
