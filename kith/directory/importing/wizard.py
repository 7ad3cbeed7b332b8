"""An import step by step, for somebody at a browser: upload, choose, try, bring in, look back."""

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours, Refusal
from kith.directory.importing import (
    actions,
    archives,
    choosing,
    jsonfiles,
    reasons,
    tabular,
    undoing,
)  # fmt: skip
from kith.directory.importing.actions import State
from kith.directory.importing.opening import NotRecognised
from kith.directory.importing.recognising import CSV, JSON, FileSet, recognise
from kith.directory.importing.values import plain
from kith.directory.models.importing import ImportRun

MAX_UPLOAD = 500 * 1024**2
KEPT_DAYS = undoing.KEPT_DAYS
RESTING = (State.UPLOADED, State.TRIED, State.FAILED)
"""States in which a run waits for somebody."""


class NothingUploaded(Refusal):
    message = _("Please choose a CSV, JSON or zip file.")
    status = 422


class TooLarge(Refusal):
    message = _("These files are too large for the browser. Please use the “kith import” command.")
    status = 413


class NameMissing(Refusal):
    message = _("Please choose which column is the name of the service.")
    status = 422


def folder_of_uploads() -> Path:
    """Closed to the web: nothing in here is ever served."""
    return settings.HOME / "files" / "imports"


def runs_of(member: Member) -> QuerySet[ImportRun]:
    """The runs of the member's organisation, newest first."""
    return ImportRun.objects.filter(organization=member.organization_id).select_related("source")


def get_for(member: Member, run_id: UUID) -> ImportRun:
    """A run this member may look at, or NotYours."""
    run = runs_of(member).filter(pk=run_id).first()
    if run is None:
        raise NotYours
    return run


def upload(
    *, files: Iterable[UploadedFile], source_name: str, by: Member, key: UUID | None = None
) -> ImportRun:
    """Keep the files in private and begin a run. Sending the same form twice begins one."""
    wanted = [
        f for f in files if Path(f.name or "").suffix.lower() in CSV | JSON | archives.ENDINGS
    ]
    if not wanted:
        raise NothingUploaded
    if sum(f.size or 0 for f in wanted) > MAX_UPLOAD:
        raise TooLarge
    with transaction.atomic():
        source = actions.source_named(source_name, by.organization)
        run = ImportRun(organization_id=by.organization_id, source=source, by=by)
        if key is not None:
            run.id = key
            if found := runs_of(by).filter(pk=key).first():
                return found
        folder = folder_of_uploads() / str(run.id)
        run.path = str(folder)
        run.save(force_insert=True)
        _keep(wanted, folder)
    return run


def _keep(files: list[UploadedFile], folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    try:
        for file in files:
            name = Path(file.name or "file").name
            place = folder / name
            with place.open("wb") as out:
                for block in file.chunks():
                    out.write(block)
            if archives.is_archive(place):
                archives.unpack(place, folder / place.stem)
                place.unlink()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@dataclass(frozen=True, slots=True)
class Preview:
    """What an uploaded file set looks like."""

    layout: str = ""
    sheets: list[tuple[str, list[str], list[list[str]]]] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    """Column, its first value, what it seems to be."""
    is_gone: bool = False


def preview(run: ImportRun) -> Preview:
    """The recognised layout, the first rows of each file, and what each column may be."""
    path = Path(run.path)
    if not path.is_dir():
        return Preview(is_gone=True)
    files: FileSet | None = None
    with contextlib.suppress(NotRecognised):
        files = recognise(path, run.mapping)
    paths = files.files if files else _data_files(path)
    sheets = [(name, *_first_rows(file)) for name, file in islice(paths.items(), 30)]
    heading = list(dict.fromkeys(c for _name, columns, _rows in sheets for c in columns))
    chosen = _chosen_before(run) or choosing.suggest(heading)
    examples = _examples(sheets)
    columns = [(c, examples.get(c, ""), chosen.get(c, "")) for c in heading[:200]]
    return Preview(files.layout if files else "", sheets, files.skipped if files else {}, columns)


def _data_files(path: Path) -> dict[str, Path]:
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in CSV | JSON)
    return {str(p.relative_to(path)): p for p in found}


def _first_rows(path: Path, count: int = 5) -> tuple[list[str], list[list[str]]]:
    """Heading and first rows; JSON records are shown by their plain values."""
    if path.suffix.lower() in CSV:
        rows = tabular.preview(path, count)
        return (rows[0] if rows else []), [[cell[:80] for cell in row] for row in rows[1:]]
    records = [jsonfiles.unwrapped(r) for _n, r in islice(jsonfiles.records(path), count)]
    records = [r for r in records if isinstance(r, dict)]
    heading = list(dict.fromkeys(str(k) for record in records for k in record))
    return heading, [[plain(r.get(k) or "")[:80] for k in heading] for r in records]


def _examples(sheets: list[tuple[str, list[str], list[list[str]]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _name, heading, rows in sheets:
        for row in rows:
            for column, cell in zip(heading, row, strict=False):
                if cell:
                    found.setdefault(column, cell)
    return found


def _chosen_before(run: ImportRun) -> dict[str, str]:
    return (run.mapping or {}).get("choices", {})


def choose_columns(*, run: ImportRun, choices: Mapping[str, str], by: Member) -> None:
    """Keep which column is what. What was read under other choices is read again."""
    kept = {column: target for column, target in choices.items() if target in choosing.KNOWN}
    if "service.name" not in kept.values():
        raise NameMissing
    mapping = choosing.mapping_of(kept) | {"choices": kept}
    with transaction.atomic():
        _move(get_for(by, run.pk), State.UPLOADED, mapping=mapping)
        _forget_reading(run)


def use_own_layout(*, run: ImportRun, by: Member) -> None:
    """Take the choices back: the files are read as the directory they were recognised as."""
    with transaction.atomic():
        _move(get_for(by, run.pk), State.UPLOADED, mapping=None)
        _forget_reading(run)


def _forget_reading(run: ImportRun) -> None:
    run.chunks.all().delete()
    run.losses.all().delete()
    ImportRun.objects.filter(pk=run.pk).update(position=0, staged={}, counts={}, fault="")


def _move(run: ImportRun, to: str, **changes: Any) -> None:
    """One conditional update: of two presses one wins, the other is told."""
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=RESTING)
    if waiting.update(state=to, **changes) != 1:
        raise AlreadyChanged
    run.refresh_from_db()


def queue(
    *, run: ImportRun, trial: bool, partial: bool, by: Member, allow_removals: bool = False,
    theirs: bool | None = None,
) -> None:  # fmt: skip
    """Let the worker try the run, or carry it out. The job commits with its cause.

    `allow_removals`: somebody saw how much goes. `theirs`: from now on the source's word counts.
    """
    from kith.directory.importing import jobs

    run = get_for(by, run.pk)
    files = recognise(Path(run.path), run.mapping)
    with transaction.atomic():
        if partial != run.is_partial or files.layout != run.layout:
            _forget_reading(run)
        if theirs is not None:
            actions.decide(source=run.source, theirs=theirs)
        _move(
            run, State.QUEUED, is_trial=trial, is_partial=partial, by=by, layout=files.layout,
            allows_removals=allow_removals,
            fingerprint=files.fingerprint(str(run.source_id), str(run.mapping)),
            started_at=clock.now(), fault="", counts={"total": _total(files)},
        )  # fmt: skip
        jobs.carry_out.defer(run=str(run.pk), organization=str(run.organization_id))


def _total(files: FileSet) -> int:
    """How many rows there will be, roughly, for the line that shows progress."""
    total = 0
    for path in files.files.values():
        if path.suffix.lower() in (".csv", ".tsv", ".ndjson", ".jsonl"):
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    total += block.count(b"\n")
        else:
            total += sum(1 for _record in jsonfiles.records(path))
    return total


def carry_out(*, run_id: UUID, organization: UUID) -> None:
    """What the job does: goes on from wherever the run stands. Safe to run twice."""
    with tenancy.acting_for(organization):
        run = ImportRun.objects.filter(pk=run_id).select_related("source").first()
    if run is None or run.state in (State.DONE, *RESTING):
        return
    try:
        files = recognise(Path(run.path), run.mapping)
        with actions.alone(run.source):
            actions.carry_out(run=run, files=files)
    except actions.AlreadyRunning:
        raise  # another run of this source: the job tries again in a minute
    except Refusal as refusal:
        with tenancy.acting_for(organization):
            ImportRun.objects.filter(pk=run_id).update(state=State.FAILED, fault=str(refusal))


def take_back(*, run_id: UUID, organization: UUID) -> None:
    """What the job does. A run that cannot be taken back any more is done again, and says why."""
    with tenancy.acting_for(organization):
        run = ImportRun.objects.filter(pk=run_id).select_related("source").first()
    if run is None or run.state != State.UNDOING:
        return
    try:
        undoing.undo(run=run)
    except actions.AlreadyRunning:
        raise  # the source is being imported: the job tries again in a minute
    except Refusal as refusal:
        with tenancy.acting_for(organization):
            ImportRun.objects.filter(pk=run_id).update(state=State.DONE, fault=str(refusal))


def discard(*, run: ImportRun, by: Member) -> None:
    """Forget files that were uploaded and never brought in."""
    run = get_for(by, run.pk)
    with transaction.atomic():
        deleted, _all = ImportRun.objects.filter(pk=run.pk, state__in=RESTING).delete()
        if not deleted:
            raise AlreadyChanged
    _remove(Path(run.path))


def _remove(path: Path) -> None:
    if path.resolve().is_relative_to(folder_of_uploads().resolve()):
        shutil.rmtree(path, ignore_errors=True)


def forget_old_files() -> int:
    """Uploaded files are kept thirty days, to look back at; the counts and losses stay."""
    limit = clock.now().timestamp() - KEPT_DAYS * 86400
    old = [p for p in folder_of_uploads().glob("*") if p.stat().st_mtime < limit]
    for path in old:
        _remove(path)
    return len(old)


def losses_by_reason(run: ImportRun) -> list[tuple[str | Promise, str, bool, int]]:
    """(sentence, file, whether whole rows, how many), most first."""
    counted = run.losses.order_by().values("reason", "file", "whole_row").annotate(n=Count("id"))
    rows = [(reasons.sentence(c["reason"]), c["file"], c["whole_row"], c["n"]) for c in counted]
    return sorted(rows, key=lambda row: (not row[2], -row[3], str(row[1])))
