"""Tables made in one step are the tables Django makes step by step."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from kith.core.founding import Founding
from kith.core.tests.tables import migration, seen_after

HOUSE = migrations.CreateModel(
    "House", [("id", models.BigAutoField(primary_key=True)), ("rooms", models.IntegerField())]
)
DOOR = migrations.CreateModel("Door", [("id", models.BigAutoField(primary_key=True))])
LATER = [
    migrations.AddField("door", "house", models.ForeignKey("core.House", on_delete=models.CASCADE)),
    migrations.AddIndex("house", models.Index(fields=["rooms"], name="house_rooms")),
    migrations.AddConstraint(
        "house", models.CheckConstraint(condition=models.Q(rooms__gt=0), name="house_has_a_room")
    ),
]


@pytest.mark.django_db
def test_the_same_tables_in_one_step() -> None:
    steps, _state = seen_after(migration(migrations.Migration, [HOUSE, DOOR, *LATER]))
    whole, _state = seen_after(migration(Founding, [HOUSE, DOOR, *LATER]))
    assert len(steps) > 8
    assert whole == steps


@pytest.mark.parametrize(
    "operation",
    [LATER[1], migrations.RemoveField("door", "id"), migrations.DeleteModel("door")],
    ids=["a table of another migration", "a field that goes", "a table that goes"],
)
def test_what_is_not_a_creation_is_refused(operation) -> None:
    state = ProjectState()
    HOUSE.state_forwards("core", state)
    with pytest.raises(ValueError, match="migration of its own"):
        migration(Founding, [DOOR, operation]).apply(
            state, schema_editor=None
        )  # refused before it is asked for anything
