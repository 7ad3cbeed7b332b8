"""A form sent again has one effect: the row of the first time is found by the form's own key."""

from collections.abc import Callable, Collection, Sequence
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
    """The row and whether it is new."""
    return each_once(rows, [replay_key], lambda _keys: [make()])[replay_key]


def each_once(
    rows: "models.QuerySet[Row]",
    replay_keys: Collection[UUID],
    make: Callable[[list[UUID]], Sequence[Row]],
) -> dict[UUID, tuple[Row, bool]]:
    """Of several forms each row, and whether it is new. `make` gets the keys that are new, and
    gives their rows in that order.

    Two at once: the unique constraint lets the second wait for the first and then refuses it; what
    it had made so far is undone with the savepoint, and it answers with the first one's rows. What
    the first did not have, it makes after all.
    """
    known = _known(rows, replay_keys)
    while fresh := [key for key in replay_keys if key not in known]:
        try:
            with transaction.atomic():
                made = make(fresh)
        except IntegrityError:
            again = _known(rows, fresh)
            if not again:
                raise
            known |= again
        else:
            known |= {key: (row, True) for key, row in zip(fresh, made, strict=True)}
    return known


def _known(
    rows: "models.QuerySet[Row]", replay_keys: Collection[UUID]
) -> dict[UUID, tuple[Row, bool]]:
    found = rows.filter(replay_key__in=replay_keys)
    return {row.replay_key: (row, False) for row in found}  # type: ignore[attr-defined]
