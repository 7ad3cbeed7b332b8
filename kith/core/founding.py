"""A migration that creates tables, done in one step instead of one step a table."""

from collections.abc import Sequence

from django.db import migrations
from django.db.migrations import operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import ModelOperation

from kith.core.changing import COME_WITH_THE_TABLE, Changing


class Founding(Changing):
    """All tables of a migration as they are at its end.

    Django makes the models of every room anew after each operation, which for a room of a hundred
    tables takes the better part of a minute. Here each table is created whole, once. What is not
    part of a table (triggers, written SQL) follows in its order.

    For a migration that does nothing but create tables (`makes_tables_only`), be it a room's first
    or a later one; `ValueError` otherwise.
    """

    def refuse(self) -> None:
        if (other := _something_else(self.operations)) is not None:
            raise ValueError(
                f"{self.app_label}.{self.name}: “{other.describe()}” is not the creation of a "
                "table. Make it a migration of its own."
            )


def makes_tables_only(migration: migrations.Migration) -> bool:
    """Whether it creates tables, and does nothing to any that was there before."""
    creates = any(isinstance(one, operations.CreateModel) for one in migration.operations)
    return creates and _something_else(migration.operations) is None


def _something_else(done: Sequence[Operation]) -> Operation | None:
    """The first operation on a table that is not created here."""
    created: set[str] = set()
    for operation in done:
        if isinstance(operation, operations.CreateModel):
            created.add(operation.name_lower)
        elif isinstance(operation, COME_WITH_THE_TABLE):
            if operation.model_name_lower not in created:
                return operation
        elif isinstance(operation, ModelOperation | FieldOperation):
            return operation
    return None
