"""Taking back the last run of a source, as far as that is honest.

Rows the run changed or took off the list go back to what they were (`ImportBefore`), rows it added
are taken off the list. A row that was touched again since stays as it is and is counted: an undo
must not undo somebody else. What was sealed stays sealed.
"""

import datetime as dt
from typing import Any
from uuid import UUID

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged, Refusal
from kith.directory.events import ServicesChanged
from kith.directory.importing.actions import State, alone
from kith.directory.importing.merging import LIST_ALL
from kith.directory.importing.tables import MODELS, table
from kith.directory.models import OwnWord, Service
from kith.directory.models.importing import ImportBefore, ImportRun

KEPT_DAYS = 30
RESTING = (State.DONE, State.UNDOING)


class CannotTakeBack(Refusal):
    """Too old, not the last, or a place of this source became confidential since."""

    message = _(
        "This run cannot be taken back: only the last run of a source can, for 30 days, and only "
        "while none of its places has become confidential."
    )


def can_undo(run: ImportRun) -> bool:
    """Whether a done run is the last of its source and everything it replaced is still known."""
    if run.state != State.DONE or run.moment is None or run.moment < _oldest():
        return False
    later = ImportRun.objects.filter(source=run.source_id, state=State.DONE)
    return not later.filter(moment__gt=run.moment).exists()


def _oldest() -> dt.datetime:
    return clock.now() - dt.timedelta(days=KEPT_DAYS)


def ask(*, run: ImportRun, by: Member | None) -> None:
    """Let the worker take the run back. Of two who ask, the second is told."""
    from kith.directory.importing import jobs

    if not can_undo(run):
        raise CannotTakeBack
    with transaction.atomic():
        asked = ImportRun.objects.filter(pk=run.pk, state=State.DONE)
        if asked.update(state=State.UNDOING, undone_by=by) != 1:
            raise AlreadyChanged
        jobs.undo.defer(run=str(run.pk), organization=str(run.organization_id))


def undo(*, run: ImportRun, by: Member | None = None) -> dict[str, dict[str, int]]:
    """Take it back, in one transaction. Returns by table: restored, taken off, left as they are.

    Safe to run twice: the second finds a run that is no longer there to take back.
    """
    with alone(run.source), tenancy.acting_for(run.organization_id):
        run = ImportRun.objects.select_for_update().select_related("source").get(pk=run.pk)
        if run.state not in RESTING or run.moment is None:
            raise CannotTakeBack
        with pghistory.context(import_undone=str(run.id)):
            told = _put_back(run, clock.now())
        OwnWord.objects.filter(overruled_by=run.id).update(overruled_by=None)
        run.before.all().delete()
        run.state, run.undone_at, run.moment = State.UNDONE, clock.now(), None
        run.undone_by = run.undone_by or by
        run.counts = run.counts | {"undone": told}
        run.save()
        events.publish(ServicesChanged(_services_of(run)))
    return told


def _services_of(run: ImportRun) -> tuple[UUID, ...] | None:
    """Whose listings are made again; None: so many that all are."""
    ids = Service.objects.filter(source=run.source_id).values_list("id", flat=True)
    found = tuple(ids[: LIST_ALL + 1])
    return None if len(found) > LIST_ALL else found


def _put_back(run: ImportRun, now: dt.datetime) -> dict[str, dict[str, int]]:
    """Children after parents, as they came: what a row points to is there before it."""
    told = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kith.import_run', 'undo', true)")
        for name in MODELS:
            off = _take_off(cursor, name, run, now)
            back, left = _restore(cursor, name, run, now)
            if back or off or left:
                told[name] = {"restored": back, "taken_off": off, "left": left}
        cursor.execute("SELECT set_config('kith.import_run', '', true)")
    return told


def _take_off(cursor: Any, name: str, run: ImportRun, now: dt.datetime) -> int:
    """What the run added is what bears its moment and was not there before."""
    inactive = ", status = 'inactive'" if name == "service" else ""
    spec = table(name)
    cursor.execute(
        f"""
        UPDATE {spec.db_table} t SET removed_at = %(now)s, modified_at = %(now)s{inactive}
        WHERE t.source_id = %(source)s AND t.modified_at = %(moment)s AND t.removed_at IS NULL
            AND NOT EXISTS (SELECT FROM directory_importbefore b WHERE b.run_id = %(run)s
                AND b."table" = %(table)s AND b.row_id = t.id)""",  # noqa: S608 - own names
        _keys(name, run, now),
    )
    count: int = cursor.rowcount
    return count


def _restore(cursor: Any, name: str, run: ImportRun, now: dt.datetime) -> tuple[int, int]:
    """(rows put back, rows left because somebody touched them since)."""
    spec = table(name)
    columns = ["extra", "removed_at", *(c.column for c in spec.columns)]
    values = ", ".join(f'"{column}" = was."{column}"' for column in columns)
    cursor.execute(
        f"""
        WITH back AS (
            UPDATE {spec.db_table} t SET {values}, modified_at = %(now)s
            FROM directory_importbefore b,
                jsonb_populate_record(NULL::{spec.db_table}, b.before) was
            WHERE b.run_id = %(run)s AND b."table" = %(table)s AND t.id = b.row_id
                AND t.modified_at = %(moment)s RETURNING t.id)
        SELECT (SELECT count(*) FROM back), count(*) FROM directory_importbefore
        WHERE run_id = %(run)s AND "table" = %(table)s""",  # noqa: S608 - own names
        _keys(name, run, now),
    )
    back, known = cursor.fetchone()
    return back, known - back


def _keys(name: str, run: ImportRun, now: dt.datetime) -> dict[str, Any]:
    return {
        "run": run.id, "source": run.source_id, "moment": run.moment, "now": now,
        "table": table(name).db_table,
    }  # fmt: skip


def forget_old() -> int:
    """What runs replaced is kept for thirty days; then they cannot be taken back any more."""
    ImportRun.objects.filter(moment__lt=_oldest()).update(moment=None)
    deleted, _each = ImportBefore.objects.filter(run__moment=None).delete()
    return deleted
