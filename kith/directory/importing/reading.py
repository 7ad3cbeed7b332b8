"""The first half of a run: every row read, checked and staged, from wherever the run stands."""

from itertools import islice
from typing import Any

from kith.accounts import tenancy
from kith.directory.importing import checking, staging
from kith.directory.importing.checking import Checked, Task
from kith.directory.importing.recognising import FileSet
from kith.directory.importing.records import Loss
from kith.directory.models.importing import ImportRun

State = ImportRun.State


def read(run: ImportRun, files: FileSet, tell: Any) -> dict[str, Any]:
    """Stage everything from where the run stands to the end; returns the counts of reading."""
    counts = _begin(run, files)
    if counts.get("is_complete"):
        return counts
    stage, losses, before = staging.Stage(run), list[Loss](), run.position
    position = before
    items = islice(files.reader, before, None)
    for count, done in checking.all_of(_task(run, files, counts), items, size=files.size):
        position = before + count
        losses += done.losses
        for line in done.lines:
            stage.add(line)
        _add_up(counts, done)
        if stage.is_full:
            stage.write(losses, position, counts)
            losses.clear()
            tell("reading", position)
    counts["rows"], counts["is_complete"] = dict(files.reader.rows), True
    stage.write(losses, position, counts)
    tell("reading", position)
    return counts


def _begin(run: ImportRun, files: FileSet) -> dict[str, Any]:
    """The counts so far. Where nothing is staged (any more), the run begins again."""
    with tenancy.acting_for(run.organization_id):
        if not run.chunks.exists():
            # Nothing yet, or the server crashed: chunks are UNLOGGED.
            run.position, run.staged = 0, {}
            run.losses.all().delete()
        run.state = State.READING
        run.save(update_fields=["state", "position", "staged"])
    return dict(run.staged) or {
        "files": list(files.files), "rows": {}, "read": {}, "lost_rows": {}, "lost": {},
        "altered": {}, "given": [], "excluded": [], "skipped": files.skipped,
    }  # fmt: skip


def _task(run: ImportRun, files: FileSet, counts: dict[str, Any]) -> Task:
    places = {name: number for number, name in enumerate(counts["files"])}
    return Task(run.source_id, places, files.reader.is_24)


def _add_up(counts: dict[str, Any], done: Checked) -> None:
    """Add one batch to what is kept with the run, as plain values."""
    for loss in done.losses:
        tally = counts["lost" if loss.whole_row else "altered"]
        tally[loss.reason] = tally.get(loss.reason, 0) + 1
    for name, some in (("read", done.read), ("lost_rows", done.lost)):
        for table, number in some.items():
            counts[name][table] = counts[name].get(table, 0) + number
    counts["excluded"] += done.excluded
    given = {(table, column) for table, column in counts["given"]}
    if not done.given <= given:
        counts["given"] = sorted(map(list, given | done.given))
