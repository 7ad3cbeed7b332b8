"""UUIDv7 (RFC 9562): made on a tablet without signal or in a browser, and sorted by time."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """A new id. Within one process each is greater than the one before.

    Layout: 48 bits of Unix milliseconds, version, 12 bits of sub-millisecond fraction, variant,
    62 random bits. Source: RFC 9562, section 5.7 and section 6.2 method 3.
    """
    global _last
    with _lock:
        ticks = max(time.time_ns() * 4096 // 1_000_000, _last + 1)  # 1/4096 of a millisecond
        _last = ticks
    milliseconds, fraction = ticks >> 12, ticks & 0xFFF
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return uuid.UUID(int=(milliseconds << 80) | (7 << 76) | (fraction << 64) | (2 << 62) | random)
