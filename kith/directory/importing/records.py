"""What readers hand to the checks, and what the checks say was lost."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Found(NamedTuple):
    """One row of a table as a reader found it, under HSDS names.

    `nested`: mentioned inside another record, so that a second mention is no second row.
    """

    table: str
    values: dict[str, Any]
    file: str
    row: int
    nested: bool = False


class Loss(NamedTuple):
    """One row or value that did not arrive as it stood."""

    file: str
    row: int
    table: str
    column: str
    reason: str
    whole_row: bool
    excerpt: str


class RowLost(Exception):
    """The row cannot be kept."""

    def __init__(self, reason: str, column: str = "", raw: object = "") -> None:
        super().__init__(reason)
        self.reason, self.column, self.raw = reason, column, raw


class Problems:
    """Collects losses for the row at hand."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self._at: Found | None = None

    def at(self, found: Found) -> None:
        self._at = found

    def altered(self, column: str, reason: str, raw: object = "") -> None:
        self._add(column, reason, False, raw)

    def lost(self, column: str, reason: str, raw: object = "") -> None:
        self._add(column, reason, True, raw)

    def _add(self, column: str, reason: str, whole_row: bool, raw: object) -> None:
        at = self._at
        assert at is not None
        # A cell may hold what PostgreSQL cannot (NUL), and pages of text.
        words = excerpt(raw)
        self.losses.append(Loss(at.file, at.row, at.table, column[:120], reason, whole_row, words))


def excerpt(raw: object) -> str:
    """The beginning of a value, on one line, as far as a report needs it."""
    return " ".join(str(raw)[:400].replace("\x00", "").split())[:200]


Values = Mapping[str, Any]
