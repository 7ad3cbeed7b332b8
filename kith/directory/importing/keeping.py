"""What somebody here edited stays, and the run says so row by row.

A trigger notes which columns of an imported row no longer say what the source said (`OwnWord`).
Before a run merges, those columns get our value in the staged rows, so that nothing is written over
them; rows that were deleted or taken off the list here do not come back. Where the source
`takes_theirs`, the notes are overruled instead, and an undo of the run brings them back.
"""

from typing import Any

from kith.directory.importing.tables import Column, table

KEPT, STAYS_AWAY = REASONS = "kept_ours", "kept_away"
CHECKED_ON = frozenset(("verified_on", "assured_date"))
"""Of two days on which a row was checked the later one counts, whoever checked."""


def keep_ours(work: Any, names: list[str]) -> None:
    """Before duplicates and links are settled: our values are settled with the rest."""
    if work.run.source.takes_theirs:
        _overrule(work, names)
        return
    for name in names:
        _leave_deleted(work, name)
        for column in _noted(work, name):
            _keep_column(work, name, column)


def leave_taken_off(work: Any, names: list[str]) -> None:
    """After links are settled: a row taken off the list here still carries what hangs on it."""
    if work.run.source.takes_theirs:
        return
    for name in names:
        spec = table(name)
        rows = work.run_sql(
            f"""
            DELETE FROM in_{name} i USING {spec.db_table} t, directory_ownword w
            WHERE t.id = i.id AND t.removed_at IS NOT NULL AND {_OF_ROW} AND w."column" =
                'removed_at' RETURNING i._file, i._row, '', i.external_id""",  # noqa: S608 - own names
            {"table": spec.db_table},
        ).fetchall()
        work.keep_losses(name, STAYS_AWAY, rows, whole_row=True)


_OF_ROW = 'w."table" = %(table)s AND w.row_id = i.id AND w.overruled_by IS NULL'


def _overrule(work: Any, names: list[str]) -> None:
    for name in names:
        work.run_sql(
            f"UPDATE directory_ownword w SET overruled_by = %(run)s FROM in_{name} i WHERE {_OF_ROW}",  # noqa: S608, E501
            {"table": table(name).db_table, "run": work.run.id},
        )


def _leave_deleted(work: Any, name: str) -> None:
    spec = table(name)
    rows = work.run_sql(
        f"""
        DELETE FROM in_{name} i USING directory_ownword w
        WHERE {_OF_ROW} AND w."column" = ''
            AND NOT EXISTS (SELECT FROM {spec.db_table} t WHERE t.id = i.id)
        RETURNING i._file, i._row, '', i.external_id""",  # noqa: S608
        {"table": spec.db_table},
    ).fetchall()
    work.keep_losses(name, STAYS_AWAY, rows, whole_row=True)


def _noted(work: Any, name: str) -> list[Column]:
    """The columns this run would write in which some staged row has our words."""
    spec = table(name)
    found = work.run_sql(
        f'SELECT DISTINCT w."column" FROM directory_ownword w JOIN in_{name} i ON {_OF_ROW}',  # noqa: S608
        {"table": spec.db_table},
    ).fetchall()
    noted = {column for (column,) in found}
    return [c for c in spec.columns if c.column in noted and (name, c.column) in work.given]


def _keep_column(work: Any, name: str, column: Column) -> None:
    keys = {"table": table(name).db_table}
    ours = f"""t.id = i.id AND {_OF_ROW} AND w."column" = '{column.column}'
        AND t."{column.column}" IS DISTINCT FROM i."{column.column}"{_unless(column)}"""
    tables = f"{table(name).db_table} t, directory_ownword w"
    rows = work.run_sql(
        f"""
        SELECT i._file, i._row, '{column.name}', i."{column.column}"::text
        FROM in_{name} i, {tables} WHERE {ours} ORDER BY i._seq""",  # noqa: S608 - own names
        keys,
    ).fetchall()
    if rows:
        update = f'UPDATE in_{name} i SET "{column.column}" = t."{column.column}" FROM {tables}'  # noqa: S608
        work.run_sql(f"{update} WHERE {ours}", keys)
        work.has_own_links |= bool(column.target)
        work.keep_losses(name, KEPT, rows, whole_row=False)


def _unless(column: Column) -> str:
    if column.column in CHECKED_ON:
        return f' AND t."{column.column}" > coalesce(i."{column.column}", \'-infinity\')'
    if column.column == "status":
        # What a run took off the list is inactive by that run, not by somebody's decision.
        return " AND t.removed_at IS NULL"
    return ""
