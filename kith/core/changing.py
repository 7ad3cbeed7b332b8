"""A migration that changes tables, with the models of every room made once instead of each time."""

from collections import Counter
from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState

COME_WITH_THE_TABLE = (operations.AddField, operations.AddIndex, operations.AddConstraint)
TAKEN = (
    operations.CreateModel, *COME_WITH_THE_TABLE, operations.AlterField,
    operations.RemoveConstraint, operations.RemoveIndex,
)  # fmt: skip
STRUCTURAL = (ModelOperation, FieldOperation, operations.SeparateDatabaseAndState)


class Changing(migrations.Migration):
    """Its operations in their order, each between the state before all and the state after all.

    Django makes the models anew after each operation: forty small changes took fifteen seconds of
    every installation. What a table gets stands in the state after already, and what it loses in
    the state before; so nothing may be touched twice, renamed or taken out (`ValueError`). A table
    that is made here is made whole: its later fields, keys, checks and indexes come with it.
    """

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """The state after it, as Django's own `apply` returns it."""
        self.refuse()
        before, after = project_state, project_state.clone()
        after.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, after)
        for operation in self._own():
            operation.database_forwards(self.app_label, schema_editor, before, after)
        return after

    def refuse(self) -> None:
        """ValueError where something needs the steps between."""
        fields = [one for one in self.operations if isinstance(one, FieldOperation)]
        touched = Counter((one.model_name_lower, one.name_lower) for one in fields)
        twice = [place for place, times in touched.items() if times > 1]
        other = [
            one.describe()
            for one in self.operations
            if isinstance(one, STRUCTURAL) and not isinstance(one, TAKEN)
        ]
        if twice or other:
            raise ValueError(
                f"{self.app_label}.{self.name} needs its steps one by one: {[*twice, *other]}. "
                "Make it a plain migration."
            )

    def _own(self) -> Iterator[Operation]:
        """Without what comes with a table that is made here."""
        creating = [one for one in self.operations if isinstance(one, operations.CreateModel)]
        made = {one.name_lower for one in creating}
        for operation in self.operations:
            if not (
                isinstance(operation, COME_WITH_THE_TABLE) and operation.model_name_lower in made
            ):
                yield operation
