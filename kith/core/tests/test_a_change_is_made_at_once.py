"""Tables changed between two states are the tables Django changes step by step."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from kith.core.changing import Changing

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
SEEN = """
    SELECT 'column', table_name, column_name, data_type, is_nullable || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_name IN ('core_house', 'core_door')
    UNION ALL
    SELECT 'check', conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text
        FROM pg_constraint
        WHERE conrelid IN ('core_house'::regclass, 'core_door'::regclass)
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '' FROM pg_indexes
        WHERE tablename IN ('core_house', 'core_door')
    UNION ALL
    SELECT 'row', rooms::text, doors::text, '', '' FROM core_house
    ORDER BY 1, 2, 3
"""


def changed(kind: type[migrations.Migration]) -> tuple[list[tuple], ProjectState]:
    before = migrations.Migration("0001_initial", "core")
    before.operations = [HOUSE]
    migration = kind("0002_changed", "core")
    migration.operations = CHANGES
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp, public")  # the role may make no others
        with connection.schema_editor() as editor:
            state = migration.apply(before.apply(ProjectState(), editor), editor)
        cursor.execute(SEEN)
        seen = cursor.fetchall()
        cursor.execute("DROP TABLE core_door, core_house")
        cursor.execute("SET LOCAL search_path = DEFAULT")
    return seen, state


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
    migration = Changing("0002_changed", "core")
    migration.operations = operations
    with pytest.raises(ValueError, match="one by one"):
        migration.apply(ProjectState(), None)
