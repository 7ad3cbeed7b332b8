"""The verbs of the import: read a file set, check it, merge it, and say what became of each row.

    reading   rows are checked and staged in chunks; each chunk is a transaction of its own
    merging   all chunks at once in one transaction, counted, and the public index with them

A run that was killed is found again by the fingerprint of its files and goes on where it stood.
"""

import shutil
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pghistory
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.core import clock, events
from kith.core.refusals import Refusal
from kith.directory.events import ServicesChanged
from kith.directory.importing import archives, mapped, merging, reading, staging
from kith.directory.importing.recognising import FileSet, recognise
from kith.directory.importing.report import Report, TableCounts
from kith.directory.importing.tables import MODELS
from kith.directory.models import Source
from kith.directory.models.importing import ImportRun

Progress = Callable[[str, int], None]
"""Told what is being done and how many rows are behind: ("reading", 20000)."""
State = ImportRun.State


class AlreadyRunning(Refusal):
    """Two runs of one source at once would each take off the list what the other brings."""

    message = _("This source is being imported right now. Please wait until that run has ended.")


class SourceOfOthers(Refusal):
    """A source is looked after by one organisation."""

    message = _("Another organisation looks after this source. Please choose another name.")


def import_path(
    *,
    path: Path | str,
    source_name: str,
    steward: Organization | None = None,
    by: Member | None = None,
    mapping: Path | Mapping[str, Any] | None = None,
    partial: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    theirs: bool | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring a folder, zip or file into the directory, under the name of its source.

    `partial`: rows of the source that are missing here stay listed. `dry_run`: counts and losses
    are real, nothing is kept. `allow_removals`: much of the source may go (see `removing`).
    `theirs`: from now on, what this source says replaces what was edited here; None: as it was.
    Raises a Refusal when nothing here can be recognised.
    """
    plan = mapped.load(mapping) if mapping is not None else None
    with unpacked(Path(path)) as folder:
        files = recognise(folder, plan)
        source = source_named(source_name, steward)
        with alone(source):
            if theirs is not None:
                decide(source=source, theirs=theirs)
            run = _begin(files, source, Path(path), plan, steward, by, partial, dry_run)
            _allow_removals(run, allow_removals)
            return carry_out(run=run, files=files, progress=progress)


def source_named(name: str, steward: Organization | None) -> Source:
    """The source of this name, made on first use. Refused when somebody else looks after it."""
    source, _made = Source.objects.get_or_create(
        name=name.strip()[:120], defaults={"steward": steward}
    )
    if source.steward_id != (steward.id if steward else None):
        raise SourceOfOthers
    return source


def decide(*, source: Source, theirs: bool) -> None:
    """Whose word counts where somebody here edited what this source brought. Keeps for each run."""
    Source.objects.filter(pk=source.pk).update(takes_theirs=theirs)
    source.takes_theirs = theirs


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder or file itself, or the contents of an archive for as long as the block lasts."""
    packed = path.is_dir() and any(path.rglob("*.gz"))
    if not (packed or archives.is_archive(path)):
        yield path
        return
    target = settings.HOME / "files" / "unpacked" / uuid.uuid4().hex
    try:
        yield archives.lay_out(path, target) if packed else archives.unpack(path, target)
    finally:
        shutil.rmtree(target, ignore_errors=True)


@contextmanager
def alone(source: Source) -> Iterator[None]:
    """Hold the source. The second of two is refused; a killed process lets go by dying.

    The lock belongs to the connection, so an import needs one of its own for as long as it runs,
    as the worker and the command line have.
    """
    key = f"kith import {source.id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 7))", [key])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 7))", [key])


def _begin(
    files: FileSet, source: Source, path: Path, plan: Mapping[str, Any] | None,
    steward: Organization | None, by: Member | None, partial: bool, dry_run: bool,
) -> ImportRun:  # fmt: skip
    """The unfinished run of the same files and choices, or a new one."""
    choices = orjson.dumps(plan, default=str).decode() if plan is not None else ""
    mark = files.fingerprint(str(source.id), choices)
    tenant = steward.id if steward else None
    with tenancy.acting_for(tenant):
        run = ImportRun.objects.filter(
            source=source, fingerprint=mark, is_partial=partial,
            state__in=[State.READING, State.TRIED, State.MERGING, State.FAILED],
        ).first()  # fmt: skip
        if run is None:
            run = ImportRun(
                organization_id=tenant, source=source, by=by, path=str(path)[:1000],
                mapping=plan, is_partial=partial, fingerprint=mark, started_at=clock.now(),
            )  # fmt: skip
        run.layout, run.is_trial = files.layout, dry_run
        run.save()
    return run


def _allow_removals(run: ImportRun, allowed: bool) -> None:
    run.allows_removals = allowed
    with tenancy.acting_for(run.organization_id):
        run.save(update_fields=["allows_removals"])


def carry_out(*, run: ImportRun, files: FileSet, progress: Progress | None = None) -> Report:
    """Read what has not been read, then merge (or try to). The caller holds the source."""
    began = time.monotonic()
    tell = progress or (lambda _step, _count: None)
    try:
        counts = reading.read(run, files, tell)
        report = _merge(run, files, counts, tell)
    except Refusal:
        raise
    except Exception as error:
        _fail(run, error)
        raise
    report.seconds = round(time.monotonic() - began, 2)
    with tenancy.acting_for(run.organization_id):
        run.counts = report.as_dict()
        run.save(update_fields=["counts"])
    return report


def _fail(run: ImportRun, error: Exception) -> None:
    """Say that a run ended badly; what was staged stays, and the next try goes on from there."""
    with tenancy.acting_for(run.organization_id):
        words = f"{type(error).__name__}: {error}"[:2000]
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, fault=words)


def _merge(run: ImportRun, files: FileSet, counts: dict[str, Any], tell: Progress) -> Report:
    """Everything in one transaction; a trial is taken back at its end, its counts are not."""
    tell("saving", 0)
    work = _work(run, files, counts)
    with tenancy.acting_for(run.organization_id), pghistory.context(import_run=str(run.id)):
        ImportRun.objects.filter(pk=run.pk).update(state=State.MERGING)
        trial = transaction.savepoint()
        touched = merging.merge(work)
        if run.is_trial:
            transaction.savepoint_rollback(trial)
        else:
            if touched is None or touched:
                events.publish(ServicesChanged(touched))
        report = _report(run, work, counts)
        _end(run, work, report)
    tell("done", sum(t.read for t in report.tables.values()))
    return report


def _work(run: ImportRun, files: FileSet, counts: dict[str, Any]) -> merging.Merge:
    tables = {
        name: TableCounts(read=counts["read"].get(name, 0), lost=counts["lost_rows"].get(name, 0))
        for name in MODELS if name in counts["read"]
    }  # fmt: skip
    given = {(table, column) for table, column in counts["given"]}
    whole = set() if run.is_partial else _whole(files, set(tables))
    return merging.Merge(run, counts["files"], given, whole, tables, counts["excluded"])


def _whole(files: FileSet, staged: set[str]) -> set[str]:
    """The tables of which these files have all rows the source has.

    CSV: those that have a file. JSON: with services or organizations comes all that hangs on them.
    """
    if files.layout == "hsds-json":
        return set(MODELS) if staged & {"service", "organization"} else staged
    return files.reader.tables | staged


def _report(run: ImportRun, work: merging.Merge, counts: dict[str, Any]) -> Report:
    return Report(
        run=run.id, source=run.source.name, layout=run.layout, dry_run=run.is_trial,
        state=State.TRIED if run.is_trial else State.DONE, rows=counts["rows"],
        skipped=counts["skipped"], tables=work.tables,
        lost=Counter(counts["lost"]) + work.lost,
        altered=Counter(counts["altered"]) + work.altered, missing=work.missing,
    )  # fmt: skip


def _end(run: ImportRun, work: merging.Merge, report: Report) -> None:
    """The run's own row and losses, in the transaction of what it did."""
    run.losses.filter(is_merge=True).delete()
    for file, row, *_address in work.secrets:
        # What was said about a row before anybody knew that its address is secret.
        run.losses.filter(file=work.files[file], row=row).update(excerpt="")
    staging.write_losses(run, work.losses, is_merge=True)
    run.state, run.counts, run.fault = report.state, report.as_dict(), ""
    if not run.is_trial:
        run.chunks.all().delete()
        run.finished_at = clock.now()
    run.moment = ImportRun.objects.values_list("moment", flat=True).get(pk=run.pk)
    run.save()


def tables_of(counts: Mapping[str, Any]) -> dict[str, TableCounts]:
    """The counts of a stored run as they were reported."""
    told = counts.get("tables", {})  # JSON in the database does not keep an order
    return {name: TableCounts(**told[name]) for name in MODELS if name in told}
