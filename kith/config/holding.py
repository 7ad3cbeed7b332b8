"""Who needs the private PostgreSQL: locks on files of the home folder; they end with a process.

holders    shared by everybody who uses the server; whoever gets it alone may stop the server
deciding   taken for the moment of starting or stopping
guard      held by the one process that stays when all others were killed (guard.py)
"""

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kith.config import home


@contextmanager
def deciding() -> Iterator[None]:
    """One process at a time starts or stops; those that only use the server do not wait."""
    lock = lock_file("deciding")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def lock_file(name: str) -> int:
    return os.open(home.folder() / name, os.O_RDWR | os.O_CREAT, 0o600)


def is_free(lock: int) -> bool:
    """Takes it if it is."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def post_guard() -> None:
    """One for a server. In a session of its own, since Ctrl-C is not for it."""
    lock = lock_file("guard")
    try:
        if not is_free(lock):
            return
    finally:
        os.close(lock)
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    os.posix_spawn(
        sys.executable, [sys.executable, "-m", "kith.config.guard"],
        {**os.environ, "KITH_HOME": str(home.folder())}, file_actions=nowhere, setsid=True,
    )  # fmt: skip


def let_guard_go() -> None:
    """Nothing is left behind when a command ends. A guard that is needed again stays."""
    for _ in range(100):
        lock = lock_file("guard")
        try:
            if is_free(lock):
                return
        finally:
            os.close(lock)
        time.sleep(0.02)


@contextmanager
def only_guard() -> Iterator[bool]:
    """For guard.py: whether there is no other."""
    lock = lock_file("guard")
    try:
        yield is_free(lock)
    finally:
        os.close(lock)


def wait_until_unused() -> None:
    """For guard.py: nobody needs the server, for this moment."""
    holding = lock_file("holders")
    fcntl.flock(holding, fcntl.LOCK_EX)
    os.close(holding)
