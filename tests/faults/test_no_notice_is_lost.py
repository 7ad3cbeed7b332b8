"""A worker is killed again and again while it speaks to a real mail server: nothing is lost.

Half the kills come before the server has taken the message, half after and before it could be
marked. The mutant that marks before it sends must lose some, or this test proves nothing.
"""

import os
import signal
import socket
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from kith.accounts import tenancy
from kith.channels import outbox
from kith.connections.actions import notices
from kith.connections.models import Notice
from tests.faults.pressing import Town, press_together

pytestmark = pytest.mark.fault
ROOT = Path(__file__).resolve().parents[2]
COUNT, EVERY = 24, 5


class DeadlyServer:
    """Takes mail, and kills whoever brings every so many; 0 is nobody."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.seen = 0
        self.kills = 0
        self.taken: Counter[str] = Counter()
        self.bodies: list[str] = []
        self.worker: subprocess.Popen | None = None

    async def handle_DATA(self, server, session, envelope) -> str:
        self.seen += 1
        text = envelope.content.decode()
        is_deadly = self.every and self.seen % self.every == 0
        before_it_is_taken = is_deadly and self.kills % 2 == 0
        if is_deadly:
            self.kills += 1
            os.kill(self.worker.pid, signal.SIGKILL)
        if not before_it_is_taken:
            self.taken[_header(text, "Message-ID")] += 1
            self.bodies.append(text)
        return "250 taken"


def _header(text: str, name: str) -> str:
    line = next(line for line in text.splitlines() if line.startswith(f"{name}:"))
    return line.partition(":")[2].strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def send_all(town: Town, *mutant: str, count: int = COUNT, every: int = EVERY) -> DeadlyServer:
    """Start workers, one after the other, until one lives to the end."""
    with tenancy.acting_for(town.sender.id):
        for number in range(count):
            notices.tell([town.ben], Notice.Kind.DUE, uuid.uuid4(), f"cause {number}")
    deadly = DeadlyServer(every)
    port = _free_port()
    controller = Controller(deadly, hostname="127.0.0.1", port=port)
    controller.start()
    worker = [sys.executable, "-m", "tests.faults.sending"]
    command = [*worker, str(town.sender.id), str(port), *mutant]
    try:
        for _ in range(count):
            deadly.worker = subprocess.Popen(command, cwd=ROOT, env=os.environ)
            if deadly.worker.wait(60) == 0:
                break
    finally:
        controller.stop()
    return deadly


def test_nothing_is_lost_and_little_comes_twice(town) -> None:
    deadly = send_all(town)
    assert deadly.kills >= 4
    assert len(deadly.taken) == COUNT
    assert sum(deadly.taken.values()) - COUNT <= deadly.kills
    with tenancy.acting_for(town.sender.id):
        ids = {f"<{pk}@localhost>" for pk in Notice.objects.values_list("pk", flat=True)}
        assert set(deadly.taken) == ids
        assert not Notice.objects.filter(sent_at=None).exists()


def test_the_mutant_that_marks_first_loses_some(town) -> None:
    deadly = send_all(town, "mark-first", count=8)
    assert len(deadly.taken) < 8
    with tenancy.acting_for(town.sender.id):
        assert not Notice.objects.filter(sent_at=None).exists()


def test_a_message_says_nothing(town) -> None:
    deadly = send_all(town, count=3, every=0)
    assert len(deadly.bodies) == 3
    for text in deadly.bodies:
        assert _header(text, "Subject") == "Something waits for you"
        for word in ("due", "cause", "referral", "request", "Kith", town.sender.name):
            assert word not in text.partition("\n\n")[2]


def test_two_workers_at_once_take_different_ones(town) -> None:
    with tenancy.acting_for(town.sender.id):
        for number in range(COUNT):
            notices.tell([town.ben], Notice.Kind.DUE, uuid.uuid4(), f"cause {number}")

    def claim(ready):
        ready()
        return [notice.pk for notice in outbox.claim(town.sender.id, batch=8)]

    one, two = press_together(claim, claim)
    assert len(one) == len(two) == 8
    assert not set(one) & set(two)
