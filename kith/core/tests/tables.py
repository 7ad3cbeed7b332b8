"""Two tables that come from migrations and go again: how they look in the database meanwhile."""

from django.db import connection, migrations
from django.db.migrations.state import ProjectState

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
    SELECT 'row', to_jsonb(house)::text, '', '', '' FROM core_house house
    ORDER BY 1, 2, 3
"""


def migration(
    kind: type[migrations.Migration], operations: list, name: str = "0001_initial"
) -> migrations.Migration:
    made = kind(name, "core")
    made.operations = operations
    return made


def seen_after(*steps: migrations.Migration) -> tuple[list[tuple], ProjectState]:
    """What the tables `house` and `door` are then, rows included, and the state."""
    state = ProjectState()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp, public")  # the role may make no others
        with connection.schema_editor() as editor:
            for step in steps:
                state = step.apply(state, editor)
        cursor.execute(SEEN)
        seen = cursor.fetchall()
        cursor.execute("DROP TABLE core_door, core_house")
        cursor.execute("SET LOCAL search_path = DEFAULT")
    return seen, state
