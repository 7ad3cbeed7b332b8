"""A form sent again has one effect: the row of the first time is found by the form's own key."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def once(rows: "models.QuerySet[Row]", replay_key: UUID, make: Callable[[], Row]) -> Row:
    """The row of this form, made now or the first time. `rows` are those of one organisation."""
    return once_or_again(rows, replay_key, make)[0]


def once_or_again(
    rows: "models.QuerySet[Row]", replay_key: UUID, make: Callable[[], Row]
) -> tuple[Row, bool]:
    """The row and whether it is new.

    Two at once: the unique constraint lets the second wait for the first and then refuses it; what
    it had made so far is undone with the savepoint, and it answers with the first one's row.
    """
    found = rows.filter(replay_key=replay_key)
    if row := found.first():
        return row, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        row = found.first()
        if row is None:
            raise
        return row, False
