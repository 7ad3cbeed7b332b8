"""Puts the town into the database, a room at a time, in one transaction: wholly or not at all.

A later room adds its life by a module here with `load(telling)` and a line in ROOMS.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection, transaction

from kith.config.demo import safety, town
from kith.config.demo.load import (
    accounts,
    crowd,
    directory,
    keeping,
    life,
    measures,
    outreach,
    peer_work,
    peers,
    region,
    road,
    tours,
)
from kith.config.demo.load.telling import HUNDRED, Telling
from kith.config.progress import bar, done
from kith.core import clock, ids

ROOMS: tuple[tuple[str, Callable[[Telling], None]], ...] = (
    ("Who works here", accounts.load),
    ("What there is", directory.load),
    ("What waits for those who keep it", keeping.load),
    ("What people went through", life.load),
    ("Who watches over people in danger", safety.load),
    ("How they said they were", measures.load),
    ("Who walks with whom", peers.load),
    ("What peers do and hold", peer_work.load),
    ("Where the van may stop", outreach.load),
    ("Where the van goes", tours.load),
    ("What the van tablet brought home", road.load),
    ("Who reaches what", region.load),
    ("The rest of a larger town", directory.load_rest),
    ("The people of a larger town", crowd.load),
)


def load(
    *, scale: int = 1, seed: int = town.SEED, today: dt.date | None = None, quiet: bool = True
) -> Telling:
    """Load an empty database. `today`: the day on which the story ends, else the town's own.

    The same seed and day make the same rows, whenever and wherever it is told.
    """
    telling = Telling(scale, seed, town.morning_of(today or town.day_at(clock.now())))
    with transaction.atomic(), _in_the_story(telling):
        for what, loader in ROOMS:
            _fill(what, loader, telling, quiet=quiet)
    return telling


def _fill(what: str, loader: Callable[[Telling], None], telling: Telling, *, quiet: bool) -> None:
    """One room, with a bar while it lasts and a tick that says how much there is now."""
    before = telling.counts.copy()
    with bar(what, HUNDRED, quiet=quiet) as advance:
        telling.watch(advance)
        loader(telling)
    new = telling.counts - before
    if new and not quiet:
        done(f"{what}: " + ", ".join(f"{number:,} {name}" for name, number in new.items()))


@contextmanager
def _in_the_story(telling: Telling) -> Iterator[None]:
    """Time and chance are the story's own; the moments that Django stamps by itself, too.

    Nothing goes wrong in it that could be caught, so it needs no savepoints: a fifth of the time.
    """
    with (
        clock.stopped_at(telling.now),
        ids.drawn_from(f"{telling.seed}/{telling.today}"),
        patch("django.utils.timezone.now", clock.now),
        patch.object(connection.features, "uses_savepoints", False),
    ):
        yield
