"""Checks many rows: here, or in processes beside this one, as checking takes longer than reading.

Batches come back in the order they went, so a run counts and stages the same either way.
`kith.directory.importing.beside` is the process beside: batches in, answers out.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from kith.directory.importing.checks import Checker, Line
from kith.directory.importing.records import Found, Loss

BATCH = 2000
WORTH_IT = 8 * 1024**2
"""Bytes of files below which starting a process takes longer than it saves."""
MOST = 4


@dataclass(frozen=True, slots=True)
class Task:
    """What every batch of one run is checked against."""

    source: UUID
    files: dict[str, int]
    is_24: bool


@dataclass(slots=True)
class Checked:
    """What became of one batch."""

    lines: list[Line] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    given: set[tuple[str, str]] = field(default_factory=set)
    excluded: list[str] = field(default_factory=list)


def check(task: Task, batch: list[Found | Loss]) -> Checked:
    """Check a batch. Depends on nothing but its arguments, so it may run anywhere."""
    checker, done = Checker(task.source, task.files, task.is_24), Checked()
    for item in batch:
        if isinstance(item, Loss):
            done.losses.append(item)
        else:
            done.lines.extend(checker.lines(item))
    done.losses += checker.take_losses()
    done.read, done.lost = checker.read, checker.lost
    done.given, done.excluded = checker.given, checker.excluded
    return done


def all_of(
    task: Task, items: Iterable[Found | Loss], *, size: int
) -> Iterator[tuple[int, Checked]]:
    """(how many items are behind, what became of them), batch by batch, in order.

    `size`: bytes of the files, by which it is decided where to check.
    """
    batches = _batches(items)
    if size < WORTH_IT or (os.cpu_count() or 1) < 2:
        for count, batch in batches:
            yield count, check(task, batch)
        return
    with _beside(task) as pool:
        waiting: deque[tuple[int, Future[Checked]]] = deque()
        for count, batch in batches:
            waiting.append((count, pool.submit(_ask, batch)))
            if len(waiting) > 2 * MOST:
                yield waiting[0][0], waiting.popleft()[1].result()
        for count, answer in waiting:
            yield count, answer.result()


def _batches(items: Iterable[Found | Loss]) -> Iterator[tuple[int, list[Found | Loss]]]:
    source, count = iter(items), 0
    while batch := list(islice(source, BATCH)):
        count += len(batch)
        yield count, batch


_mine = threading.local()


@contextmanager
def _beside(task: Task) -> Iterator[ThreadPoolExecutor]:
    """A thread for each process beside: it hands over a batch and waits for the answer."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        _mine.process = subprocess.Popen(
            [sys.executable, "-m", "kith.directory.importing.beside"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
        started.append(_mine.process)
        _send(_mine.process.stdin, task)

    pool = ThreadPoolExecutor(min(MOST, os.cpu_count() or 1), initializer=start)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in started:
            process.kill()
            process.communicate()


def _ask(batch: list[Found | Loss]) -> Checked:
    _send(_mine.process.stdin, [tuple(item) for item in batch])
    answer: Checked = pickle.load(_mine.process.stdout)  # noqa: S301 - our own process
    return answer


def _send(pipe: object, thing: object) -> None:
    pickle.dump(thing, pipe, protocol=5)  # type: ignore[arg-type]
    pipe.flush()  # type: ignore[attr-defined]


def answer() -> None:
    """The process beside: ends when its parent closes the pipe, or dies."""
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)  # noqa: S301
        except EOFError:
            return
        _send(sys.stdout.buffer, check(task, [_named(item) for item in batch]))


def _named(item: tuple[Any, ...]) -> Found | Loss:
    """Plain tuples travel in half the time; their length says which they were."""
    return Found._make(item) if len(item) == len(Found._fields) else Loss._make(item)
