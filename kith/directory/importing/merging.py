"""Staged rows into the directory: one transaction, set-based, counted exactly.

Each table has a temporary twin with the same columns and where each row came from. In it,
duplicates are settled, links checked and confidential places protected; then one
INSERT ... ON CONFLICT DO UPDATE ... WHERE IS DISTINCT FROM moves what is new or different.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from kith.core import clock
from kith.directory.importing import (
    confiding,
    keeping,
    removing,
    settling,
    staging,
    upserting,
)  # fmt: skip
from kith.directory.importing.records import Loss
from kith.directory.importing.report import TableCounts
from kith.directory.importing.tables import MODELS, table
from kith.directory.models.importing import ImportRun

HEAD = ("id uuid", "external_id text", "extra jsonb", "_file int", '_row int', "_filled int",
        "_nested boolean")  # fmt: skip
LIST_ALL = 20_000
"""More changed services than this and everything is indexed again: that is quicker."""


@dataclass(slots=True)
class Merge:
    """One merge at work: what it knows and what it counts."""

    run: ImportRun
    files: list[str]
    given: set[tuple[str, str]]
    whole: set[str]
    """Tables of which this run has all rows of the source: what is missing was removed."""
    tables: dict[str, TableCounts]
    excluded: list[str] = field(default_factory=list)
    secrets: list[tuple] = field(default_factory=list)
    """Addresses of confidential places, on their way to be sealed."""
    losses: list[Loss] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    altered: Counter[str] = field(default_factory=Counter)
    missing: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Tables that lose so much that the file may have been cut short: (how many, of how many)."""
    has_own_links: bool = False
    """A staged row points to where somebody here made it point."""
    now: dt.datetime = field(default_factory=clock.now)

    @property
    def source(self) -> UUID:
        return self.run.source_id

    def run_sql(self, statement: str, parameters: Any = None) -> Any:
        cursor = connection.cursor()
        cursor.execute(statement, parameters)
        return cursor

    def keep_losses(self, name: str, reason: str, rows: list[tuple], *, whole_row: bool) -> None:
        """Rows of (file, row, column, words) as losses; counts a lost row as lost."""
        for file, row, column, words in rows:
            self.losses.append(
                Loss(self.files[file], row, name, column, reason, whole_row, (words or "")[:200])
            )
        (self.lost if whole_row else self.altered)[reason] += len(rows)
        if whole_row:
            self.tables[name].lost += len(rows)


def merge(work: Merge) -> tuple[UUID, ...] | None:
    """Bring the staged rows in. Returns the services whose listings are no longer right; None: all.

    Runs inside the caller's transaction: all or nothing.
    """
    # Two merges of one source would each remove what the other adds. The second waits.
    work.run_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [str(work.source)])
    work.run_sql("SELECT set_config('work_mem', '128MB', true)")
    names = _load(work)
    work.run_sql(
        "CREATE TEMP TABLE in_touched (service_id uuid, location_id uuid, door_id uuid,"
        " organization_id uuid, term_id uuid) ON COMMIT DROP"
    )
    keeping.keep_ours(work, names)
    settling.settle(work, names)
    _refuse_cut_short(work, names)
    keeping.leave_taken_off(work, names)
    with _remembered(work):
        _write(work, names)
    _tell_the_planner(work)
    touched = _touched(work)
    for name in (*names, "touched", "excluded"):
        work.run_sql(f"DROP TABLE in_{name}")
    return touched


def _refuse_cut_short(work: Merge, names: list[str]) -> None:
    """A trial tells; a run needs somebody's word that so much is gone."""
    work.missing = removing.too_many(work, names)
    if work.missing and not (work.run.is_trial or work.run.allows_removals):
        raise removing.TooManyGone(work.missing)


@contextmanager
def _remembered(work: Merge) -> Iterator[None]:
    """The triggers keep each changed row as it was, under this run: it can be taken back."""
    work.run_sql("SELECT set_config('kith.import_run', %s, true)", [str(work.run.id)])
    ImportRun.objects.filter(pk=work.run.pk).update(moment=work.now)
    yield
    work.run_sql("SELECT set_config('kith.import_run', '', true)")


def _write(work: Merge, names: list[str]) -> None:
    known = [name for name in MODELS if name in work.whole and upserting.has_rows(work, name)]
    for name in names:
        upserting.upsert(work, name, work.now)
    for name in known:
        upserting.remove_missing(work, name, work.now, staged=name in names)
    confiding.confide(work)
    upserting.name_needs(work)


def _load(work: Merge) -> list[str]:
    """Temporary twins of the tables, filled from the chunks; names in the order of links."""
    staged = set(work.run.chunks.order_by().values_list("table", flat=True).distinct())
    staged |= {"organization"} if "service" in staged else set()
    names = [name for name in MODELS if name in staged]
    for name in names:
        _make_twin(work, name)
    for name, payload in staging.payloads(work.run):
        spec = table(name)
        columns = [h.split()[0] for h in HEAD] + [c.column for c in spec.columns]
        columns += [f"{link.column}__raw" for link in spec.links]
        listed = ", ".join(f'"{column}"' for column in columns)
        statement = f"COPY in_{name} ({listed}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(payload)
    for name in names:
        work.run_sql(f"CREATE INDEX ON in_{name} (id)")
        work.run_sql(f"ANALYZE in_{name}")
        work.tables.setdefault(name, TableCounts())
    return names


def _make_twin(work: Merge, name: str) -> None:
    spec = table(name)
    columns = ", ".join(f'"{column.column}"' for column in spec.columns)
    work.run_sql(
        f"CREATE TEMP TABLE in_{name} ON COMMIT DROP AS SELECT {columns}"  # noqa: S608 - own names
        f" FROM {spec.db_table} WITH NO DATA"
    )
    extra = [*HEAD, "_seq int GENERATED ALWAYS AS IDENTITY"]
    extra += [f'"{link.column}__raw" text' for link in spec.links]
    work.run_sql(f"ALTER TABLE in_{name} " + ", ".join(f"ADD COLUMN {c}" for c in extra))


def _tell_the_planner(work: Merge) -> None:
    """Renewing the listings joins what was just written. With the statistics of an empty table that
    is a walk through all rows for each row."""
    if sum(t.added + t.changed for t in work.tables.values()) > 1000:
        names = [table(name).db_table for name in work.tables]
        work.run_sql("SELECT directory_renew_statistics(%s)", [names])


def _touched(work: Merge) -> tuple[UUID, ...] | None:
    """Services to index again: changed themselves, or with something changed that hangs on them."""
    count = work.run_sql("SELECT count(*) FROM in_touched").fetchone()[0]
    if count > LIST_ALL:
        return None
    work.run_sql("ANALYZE in_touched")
    # The directory may have been empty a moment ago; the planner still thinks so.
    work.run_sql("SELECT set_config('enable_nestloop', %s, true)", ["off" if count > 500 else "on"])
    ids = tuple(row[0] for row in work.run_sql(TOUCHED).fetchall())
    work.run_sql("SELECT set_config('enable_nestloop', 'on', true)")
    return ids


TOUCHED = """
WITH found(id) AS (
    SELECT service_id FROM in_touched
    UNION SELECT d.service_id FROM directory_serviceatlocation d
        JOIN in_touched t ON t.location_id = d.location_id
    UNION SELECT d.service_id FROM directory_serviceatlocation d
        JOIN in_touched t ON t.door_id = d.id
    UNION SELECT s.id FROM directory_service s
        JOIN in_touched t ON t.organization_id = s.organization_id
    UNION SELECT a.link_id FROM directory_attribute a
        JOIN in_touched t ON t.term_id = a.taxonomy_term_id WHERE a.link_entity = 'service')
SELECT found.id FROM found JOIN directory_service s ON s.id = found.id"""
