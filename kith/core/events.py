"""What a room tells the others, without knowing them.

An event is a frozen dataclass of ids. `on_commit` handlers run after the transaction: for what may
be late (a notice). `within` handlers run inside it: for what must be true together (a barrier row
with the cause of it); if one fails, everything is undone.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

Event = TypeVar("Event")
Handler = Callable[[Event], None]

_within: dict[type, list[Callable]] = defaultdict(list)
_on_commit: dict[type, list[Callable]] = defaultdict(list)


def within(event: type[Event]) -> Callable[[Handler[Event]], Handler[Event]]:
    """Subscribe inside the transaction that publishes."""

    def register(handler: Handler[Event]) -> Handler[Event]:
        _within[event].append(handler)
        return handler

    return register


def on_commit(event: type[Event]) -> Callable[[Handler[Event]], Handler[Event]]:
    """Subscribe after the commit; a failing handler is logged and harms nobody else."""

    def register(handler: Handler[Event]) -> Handler[Event]:
        _on_commit[event].append(handler)
        return handler

    return register


def publish(event: object) -> None:
    """Tell whoever asked. Called by actions, inside their transaction."""
    for handler in _within[type(event)]:
        handler(event)
    for handler in _on_commit[type(event)]:
        transaction.on_commit(lambda h=handler: h(event), robust=True)  # type: ignore[misc]
