"""Tables changed between two states are the tables Django changes step by step."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from kith.core.changing import Changing
from kith.core.tests.tables import migration, seen_after

ROOMS = models.Q(rooms__gt=0)
HOUSE = migrations.CreateModel(
    "House",
    [("id", models.BigAutoField(primary_key=True)), ("rooms", models.IntegerField())],
    options={"constraints": [models.CheckConstraint(condition=ROOMS, name="has_a_room")]},
)
CHANGES = [
    migrations.RemoveConstraint("house", "has_a_room"),
    migrations.AddField("house", "doors", models.IntegerField(default=2), preserve_default=False),
    migrations.CreateModel("Door", [("id", models.BigAutoField(primary_key=True))]),
    migrations.AddField("door", "house", models.ForeignKey("core.House", on_delete=models.CASCADE)),
    migrations.AlterField("house", "rooms", models.BigIntegerField(null=True)),
    migrations.RunSQL("INSERT INTO core_house (rooms, doors) VALUES (3, 1)"),
    migrations.AddIndex("house", models.Index(fields=["rooms"], name="house_rooms")),
    migrations.AddConstraint(
        "house", models.CheckConstraint(condition=models.Q(doors__gt=0), name="has_a_door")
    ),
]


def changed(kind: type[migrations.Migration]) -> tuple[list[tuple], ProjectState]:
    before = migration(migrations.Migration, [HOUSE])
    return seen_after(before, migration(kind, CHANGES, "0002_changed"))


@pytest.mark.django_db
def test_the_same_tables_rows_and_state() -> None:
    steps, known = changed(migrations.Migration)
    at_once, kept = changed(Changing)
    assert len(steps) > 10
    assert at_once == steps
    assert kept.models == known.models


@pytest.mark.parametrize(
    "operations",
    [
        [CHANGES[1], migrations.AlterField("house", "doors", models.BigIntegerField())],
        [migrations.RemoveField("house", "rooms")],
        [migrations.RenameModel("House", "Home")],
    ],
    ids=["a field touched twice", "a field that goes", "a table that is renamed"],
)
def test_what_needs_its_steps_is_refused(operations: list) -> None:
    with pytest.raises(ValueError, match="one by one"):
        migration(Changing, operations).apply(ProjectState(), None)
