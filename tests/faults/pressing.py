"""Two people at two desks: real connections, real commits.

Rows made here stay in the test process's own copy of the database, under organisations with names of
their own, so that nothing else counts them.
"""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections

from kith.accounts.models import Member, Organization, Role
from tests.cast import member_of


@dataclass(frozen=True)
class Town:
    """A sender with a navigator and a peer; a receiver with two who answer."""

    sender: Organization
    receiver: Organization
    ben: Member
    amina: Member
    chidi: Member
    dara: Member


@pytest.fixture
def town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    with django_db_blocker.unblock():
        sender, receiver = (
            Organization.objects.create(name=name, slug=f"{name.lower()}-{uuid.uuid4().hex[:8]}")
            for name in ("Sender", "Receiver")
        )
        yield Town(
            sender, receiver,
            ben=member_of(sender, "Ben", Role.NAVIGATOR),
            amina=member_of(sender, "Amina", Role.PEER),
            chidi=member_of(receiver, "Chidi", Role.NAVIGATOR),
            dara=member_of(receiver, "Dara", Role.PARTNER),
        )  # fmt: skip
        connections.close_all()


def press_together(*presses: Callable[[Callable[[], None]], Any]) -> list[Any]:
    """Run each press on a connection of its own. A press is given `ready`, to call between reading
    the page and acting: all go on together from there. Answers or exceptions, in order."""
    gate = threading.Barrier(len(presses), timeout=20)
    answers: list[Any] = [None] * len(presses)

    def run(number: int) -> None:
        try:
            answers[number] = presses[number](gate.wait)
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


@contextmanager
def without_the_condition(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The mutant: a state is written whatever it was a moment ago."""
    from kith.core.lifecycle import Lifecycle

    def apply(self, row, move, **changes) -> None:
        type(row)._default_manager.filter(pk=row.pk).update(state=move.target, **changes)
        row.refresh_from_db()

    with monkeypatch.context() as patch:
        patch.setattr(Lifecycle, "apply", apply)
        yield
