"""States and moves as data: buttons, actions, diagrams and tests are drawn from one table.

Nobody assigns a state by hand. `Lifecycle.move` decides; `apply` writes with one conditional
update, so of two people who press at once exactly one wins and the other is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from kith.core.refusals import AlreadyChanged, ReasonMissing, Refusal


class WrongState(Refusal):
    """The move does not start from the state the thing is in."""


class NotForYou(Refusal):
    """The move exists, but this side may not make it."""

    status = 403


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: from these states, by these sides, to that state."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str | Promise
    who: tuple[str, ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True)
class Lifecycle:
    """A table of moves. `who` in a move names sides ("sender", "receiver"), not accounts."""

    states: tuple[str, ...]
    initial: str
    moves: tuple[Move, ...]
    final: tuple[str, ...] = ()
    _by_name: dict[str, Move] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for move in self.moves:
            unknown = {*move.sources, move.target} - set(self.states)
            if unknown:
                raise ValueError(f"{move.name} names unknown states {sorted(unknown)}")
            if move.name in self._by_name:
                raise ValueError(f"{move.name} stands twice in the table")
            self._by_name[move.name] = move

    def open_to(self, state: str, sides: Iterable[str]) -> list[Move]:
        """The moves that someone on these sides may make now: the buttons of the page."""
        mine = set(sides)
        return [m for m in self.moves if state in m.sources and (not m.who or mine & set(m.who))]

    def move(self, name: str, state: str, sides: Iterable[str], reason: str = "") -> Move:
        """The move, or the refusal that says why not."""
        move = self._by_name[name]
        if state not in move.sources:
            raise WrongState
        if move.who and not set(sides) & set(move.who):
            raise NotForYou
        if move.needs_reason and not reason.strip():
            raise ReasonMissing
        return move

    def apply(self, row: models.Model, move: Move, **changes: Any) -> None:
        """Write the move with one conditional update. The loser of a race gets AlreadyChanged.

        `changes` are other columns of the same row, written by the same statement.
        """
        self._write([row], move, changes)
        row.refresh_from_db()

    def apply_to_all(self, rows: Sequence[models.Model], move: Move, **changes: Any) -> None:
        """The same for several in one statement: all of them, or AlreadyChanged. What was written
        is put on the rows; nothing else of them is read again."""
        self._write(rows, move, changes)
        for row in rows:
            for name, value in {"state": move.target, **changes}.items():
                setattr(row, name, value)

    def _write(self, rows: Sequence[models.Model], move: Move, changes: dict[str, Any]) -> None:
        manager, keys = type(rows[0])._default_manager, [row.pk for row in rows]
        found = manager.filter(pk__in=keys, state__in=move.sources)
        if found.update(state=move.target, **changes) != len(keys):
            raise AlreadyChanged

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the reference."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {s} --> {m.target}: {m.name}" for m in self.moves for s in m.sources]
        lines += [f"    {state} --> [*]" for state in self.final]
        return "\n".join(lines)
