"""Two people at two desks: real connections, real commits.

Rows made here stay in the test process's own copy of the database, under organisations of their
own, so that nothing else counts them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections

from kith.accounts.models import Member, Organization


@dataclass(frozen=True)
class Town:
    """A sender with a navigator and a peer; a receiver with two who answer."""

    sender: Organization
    receiver: Organization
    ben: Member
    amina: Member
    chidi: Member
    dara: Member


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
