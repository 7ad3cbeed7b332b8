"""UUIDv7 (RFC 9562): made on a tablet without signal or in a browser, and sorted by time."""

import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random

from kith.core import clock

_lock = threading.Lock()
_last = 0


class _Drawn:
    """Ids of a made-up past: the moment is that of the stopped clock, chance comes from a seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - a story, not a secret
        self._moment = self._within = 0

    def parts(self) -> tuple[int, int]:
        """Within one moment each is greater than the one before; a story may go back in time."""
        moment = round(clock.now().timestamp() * 1000) << 12
        self._within = self._within + 1 if moment == self._moment else 0
        self._moment = moment
        return moment + self._within, self._random.getrandbits(62)


_drawn: ContextVar[_Drawn | None] = ContextVar("kith_ids", default=None)


def uuid7() -> uuid.UUID:
    """A new id. Within one process each is greater than the one before.

    Layout: 48 bits of Unix milliseconds, version, 12 bits of sub-millisecond fraction, variant,
    62 random bits. Source: RFC 9562, section 5.7 and section 6.2 method 3.
    """
    drawn = _drawn.get()
    ticks, random = drawn.parts() if drawn else _parts()
    milliseconds, fraction = ticks >> 12, ticks & 0xFFF
    return uuid.UUID(int=(milliseconds << 80) | (7 << 76) | (fraction << 64) | (2 << 62) | random)


@contextmanager
def drawn_from(seed: str) -> Iterator[None]:
    """Inside the block the same story gets the same ids each time. Never where people are real:
    whoever knows the seed knows the ids."""
    token = _drawn.set(_Drawn(seed))
    try:
        yield
    finally:
        _drawn.reset(token)


def _parts() -> tuple[int, int]:
    """The machine's time in 1/4096 of a millisecond, never twice the same, and real chance."""
    global _last
    with _lock:
        _last = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        ticks = _last
    return ticks, int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
