"""Puts the town into the database, a room at a time, in one transaction: wholly or not at all.

A later room adds its life by a module here with `load(telling)` and a line in ROOMS.
"""

import datetime as dt
import zoneinfo
from collections.abc import Callable

from django.db import transaction

from kith.config.demo import town
from kith.config.demo.load import accounts, directory, keeping, life
from kith.config.demo.load.telling import Telling
from kith.config.progress import bar
from kith.core import clock

ROOMS: tuple[tuple[str, Callable[[Telling], None]], ...] = (
    ("Who works here", accounts.load),
    ("What there is", directory.load),
    ("What waits for those who keep it", keeping.load),
    ("What people went through", life.load),
)


def load(*, scale: int = 1, seed: int = town.SEED, today: dt.date | None = None) -> Telling:
    """Load an empty database. `today`: the day on which the story ends, else the town's own."""
    telling = Telling(scale, seed, today or clock.today(zoneinfo.ZoneInfo(town.TIME_ZONE)))
    with transaction.atomic():
        for what, loader in ROOMS:
            with bar(what, None) as telling.advance:
                loader(telling)
    return telling
