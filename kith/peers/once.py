"""A form sent again has one effect: the row of the first time is found by the form's own key."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def once(rows: "models.QuerySet[Row]", replay_key: UUID, make: Callable[[], Row]) -> Row:
    """`rows` are those of one organisation. Of two at once the second waits at the unique
    constraint, what it made is undone, and it answers with the first one's row."""
    found = rows.filter(replay_key=replay_key)
    if row := found.first():
        return row
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        row = found.first()
        if row is None:
            raise
        return row
