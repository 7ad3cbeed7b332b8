"""Checked rows on their way into the database: kept in chunks, so that a killed run goes on.

A chunk, its losses and the position reached are written in one transaction. Killed before it, the
rows are read again; killed after it, they are skipped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import psycopg
from django.db import connection, transaction

from kith.accounts import tenancy
from kith.directory.importing.checks import Line
from kith.directory.importing.records import Loss
from kith.directory.models.importing import ImportRun

CHUNK_ROWS = 25_000


class Stage:
    """Gathers lines and writes them chunk by chunk."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._count = 0
        with tenancy.acting_for(run.organization_id):
            last = run.chunks.defer("payload").order_by("-number").first()
        self._number = last.number + 1 if last else 0

    def add(self, line: Line) -> None:
        self._lines[line[0]].append(line[1])
        self._count += 1

    @property
    def is_full(self) -> bool:
        return self._count >= CHUNK_ROWS

    def write(self, losses: Iterable[Loss], position: int, counts: dict) -> None:
        """Put away what was gathered, together with how far the reading has come."""
        run = self._run
        with tenancy.acting_for(run.organization_id), transaction.atomic():
            # The second of two processes fails here: (run, number, table) is unique.
            self._write_chunks()
            write_losses(run, losses)
            run.position, run.staged = position, counts
            run.save(update_fields=["position", "staged"])
        self._lines.clear()
        self._count = 0
        self._number += 1

    def _write_chunks(self) -> None:
        """With server-side binding: Django's own would write each megabyte out as hexadecimal."""
        run = self._run
        with psycopg.Cursor(connection.connection) as cursor:
            for table, lines in self._lines.items():
                payload = ("\n".join(lines) + "\n").encode()
                chunk = [run.organization_id, run.id, self._number, table, len(lines), payload]
                cursor.execute(INSERT, chunk)


INSERT = (
    'INSERT INTO directory_importchunk (organization_id, run_id, number, "table", rows, payload)'
    " VALUES (%s, %s, %s, %s, %s, %b)"
)


def payloads(run: ImportRun) -> Iterator[tuple[str, bytes]]:
    """(table, COPY text) of each chunk in order, one at a time."""
    numbers = list(run.chunks.order_by("number", "id").values_list("id", flat=True))
    for number in numbers:
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(
                'SELECT "table", payload FROM directory_importchunk WHERE id = %s', [number],
                binary=True,
            )  # fmt: skip
            row = cursor.fetchone()
        if row is not None:
            yield row


def write_losses(run: ImportRun, losses: Iterable[Loss], is_merge: bool = False) -> None:
    """Many at once. COPY refuses tables with row policies, so arrays are unnested instead."""
    columns = list(zip(*losses, strict=True))
    if not columns:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO directory_importloss (organization_id, run_id, file, "row", "table",'
            ' "column", reason, whole_row, excerpt, is_merge)'
            " SELECT %s, %s, l.*, %s FROM unnest(%s::text[], %s::int[], %s::text[], %s::text[],"
            " %s::text[], %s::bool[], %s::text[]) AS l",
            [run.organization_id, run.id, is_merge, *(list(column) for column in columns)],
        )
