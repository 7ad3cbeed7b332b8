"""Tables made in one step are the tables Django makes step by step."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from kith.core.founding import Founding

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
SEEN = """
    SELECT 'column', table_name, column_name, data_type, is_nullable
        FROM information_schema.columns WHERE table_name IN ('core_house', 'core_door')
    UNION ALL
    SELECT 'check', conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text
        FROM pg_constraint
        WHERE conrelid IN ('core_house'::regclass, 'core_door'::regclass)
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '' FROM pg_indexes
        WHERE tablename IN ('core_house', 'core_door')
    ORDER BY 1, 2, 3
"""


def found(kind: type[migrations.Migration], operations: list) -> list[tuple]:
    migration = kind("0001_initial", "core")
    migration.operations = operations
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp, public")  # the role may make no others
        with connection.schema_editor() as editor:
            migration.apply(ProjectState(), editor)
        cursor.execute(SEEN)
        seen = cursor.fetchall()
        cursor.execute("DROP TABLE core_door, core_house")
        cursor.execute("SET LOCAL search_path = DEFAULT")
    return seen


@pytest.mark.django_db
def test_the_same_tables_in_one_step() -> None:
    steps = found(migrations.Migration, [HOUSE, DOOR, *LATER])
    whole = found(Founding, [HOUSE, DOOR, *LATER])
    assert len(steps) > 8
    assert whole == steps


@pytest.mark.parametrize(
    "operation",
    [LATER[1], migrations.RemoveField("door", "id"), migrations.DeleteModel("door")],
    ids=["a table of another migration", "a field that goes", "a table that goes"],
)
def test_what_is_not_a_creation_is_refused(operation) -> None:
    migration = Founding("0001_initial", "core")
    state = ProjectState()
    HOUSE.state_forwards("core", state)
    migration.operations = [DOOR, operation]
    with pytest.raises(ValueError, match="migration of its own"):
        migration.apply(state, schema_editor=None)  # refused before it is asked for anything
