"""Listings in, out and found: import, export, find."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from kith.config.cli.answer import AsJson, give, table
from kith.config.failures import Exit, Failure

if TYPE_CHECKING:
    from kith.directory.importing.report import Report
    from kith.directory.search.query import Result


class NothingFound(Failure):
    """A search without a result."""

    code = Exit.REFUSED


def import_listings(
    path: Annotated[Path, typer.Argument(help="A folder, zip or file: HSDS CSV or JSON, a table.")],
    source: Annotated[
        str,
        typer.Option(help="What to call where the rows come from; the file's name if left out."),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A YAML file: which column is what."),
    ] = None,
    steward: Annotated[str, typer.Option(help="Short name of who looks after these.")] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep listed what this file does not have.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count and check.")] = False,
    allow_removals: Annotated[
        bool, typer.Option("--allow-removals", help="Much of the source may be gone; I looked.")
    ] = False,
    theirs: Annotated[
        bool | None,
        typer.Option(
            "--theirs/--ours",
            help="Whose word counts where a listing was edited here; kept for the source.",
        ),
    ] = None,
    losses: Annotated[
        Path | None, typer.Option(help="Write each loss here as CSV: file, row, reason.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring the services of another directory in; again and again, if you like."""
    from kith.config.cli.django import ready

    if not path.exists():
        raise Failure(f"There is nothing at {path}.")
    with ready(), ExitStack() as stack:
        from kith.config.cli.accounts import tenant_of
        from kith.directory.importing import actions

        report = actions.import_path(
            path=path,
            source_name=source or path.stem,
            mapping=mapping,
            steward=tenant_of(steward) if steward else None,
            partial=partial,
            dry_run=dry_run,
            allow_removals=allow_removals,
            theirs=theirs,
            progress=_progress(stack, quiet=as_json),
        )
        if losses:
            _write_losses(report, steward, losses)
        give(report.as_dict(), as_json=as_json, text=lambda: _show_report(report))


def _write_losses(report: "Report", steward: str, file: Path) -> None:
    from kith.accounts import tenancy
    from kith.config.cli.accounts import tenant_of
    from kith.directory.importing import losses
    from kith.directory.models import ImportRun

    with tenancy.acting_for(tenant_of(steward).id if steward else None):
        run = ImportRun.objects.get(pk=str(report.run))
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            losses.write(run, out)


def _progress(stack: ExitStack, *, quiet: bool) -> Any:
    """One bar a stage: the importer tells what it does and how many rows are behind."""
    from kith.config.progress import bar

    bars: dict[str, Any] = {}
    behind: dict[str, int] = {}

    def tell(what: str, rows: int) -> None:
        if what not in bars:
            bars[what] = stack.enter_context(
                bar(what.capitalize(), None, quiet=quiet or bool(bars))
            )
        bars[what](rows - behind.get(what, 0))
        behind[what] = rows

    return tell


def _show_report(report: "Report") -> None:
    from kith.directory.importing.reasons import sentence

    columns = ["", "read", "added", "changed", "unchanged", "lost", "removed"]
    rows = [
        [name, *(str(getattr(counts, column)) for column in columns[1:])]
        for name, counts in report.tables.items()
    ]
    kept = "Nothing was kept: this was a trial." if report.dry_run else ""
    table(f"{report.source} ({report.layout}, {report.seconds:.1f} s) {kept}", columns, rows)
    for reason, count in report.lost.most_common():
        typer.echo(f"{count} lost: {sentence(reason)} ({reason})")
    for reason, count in report.altered.most_common():
        typer.echo(f"{count} altered: {sentence(reason)} ({reason})")
    for file, why in report.skipped.items():
        typer.echo(f"{file} was left aside: {why}.")
    if report.lost or report.altered:
        typer.echo("Each with its file and row: add --losses FILE.")
    for name, (gone, total) in report.missing.items():
        typer.echo(f"{name}: {gone} of {total} go. Without --dry-run this needs --allow-removals.")
    if report.run and not report.dry_run:
        typer.echo(f"To take this run back: kith undo-import {report.run}")


def undo_import(
    run: Annotated[UUID, typer.Argument(help="The run, as `kith import` named it.")],
    steward: Annotated[str, typer.Option(help="Short name of who looks after its source.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take back the last import of a source: what it changed and added, but not what was since."""
    from kith.config.cli.django import ready

    with ready():
        from kith.accounts import tenancy
        from kith.config.cli.accounts import tenant_of
        from kith.directory.importing import undoing
        from kith.directory.models import ImportRun

        with tenancy.acting_for(tenant_of(steward).id if steward else None):
            found = ImportRun.objects.filter(pk=run).select_related("source").first()
            possible = found is not None and undoing.can_undo(found)
        if found is None:
            raise Failure("There is no such run. If somebody looks after it, name them: --steward.")
        if not possible:
            raise undoing.CannotTakeBack
        told = undoing.undo(run=found)
        give(
            {"run": str(run), "tables": told},
            as_json=as_json,
            text=lambda: _show_undone(found.source.name, told),
        )


def _show_undone(source: str, told: dict[str, dict[str, int]]) -> None:
    columns = ["", "restored", "taken_off", "left"]
    rows = [[name, *(str(counts[c]) for c in columns[1:])] for name, counts in told.items()]
    table(f"{source}: taken back", columns, rows)


def export_listings(
    path: Annotated[
        Path, typer.Argument(help="Where to put it: a folder, .zip, .json or .ndjson.")
    ],
    form: Annotated[str, typer.Option(help="csv, json or ndjson; from the name if left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take the public directory out as HSDS 3, for another directory."""
    from kith.config.cli.django import ready
    from kith.config.progress import step

    with ready():
        from kith.directory.exporting import actions

        by_name = {".json": "json", ".ndjson": "ndjson"}.get(path.suffix, "csv")
        with step("Writing the directory", quiet=as_json):
            counts = actions.export(to=path.resolve(), form=form or by_name)
        rows = sum(counts.values())
        give(
            {"path": str(path), "rows": counts},
            as_json=as_json,
            text=f"{rows} rows of {len(counts)} tables are in {path}.",
        )


def find(
    words: Annotated[list[str], typer.Argument(help="What would help, in any language.")],
    place: Annotated[str, typer.Option(help="A town, district or postal code.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="Spoken there, such as es.")] = None,
    free: Annotated[bool, typer.Option("--free", help="Costs nothing.")] = False,
    open_now: Annotated[bool, typer.Option("--open-now", help="Open at this moment.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find support from the terminal: the same search as on the public pages."""
    from kith.config.cli.django import ready

    with ready():
        from kith.directory.search.query import Query, search

        query = Query(
            words=" ".join(words), place=place, languages=tuple(language or ()),
            costs=("free",) if free else (), open_now=open_now, size=limit,
        )  # fmt: skip
        page = search(query)
        if not page.results:
            raise NothingFound("Nothing was found. Try other words, or fewer conditions.")
        found = [_line(result) for result in page.results]
        give(
            {"count": page.count, "is_more": page.is_more, "results": found},
            as_json=as_json,
            text=lambda: table(
                f"{'more than ' if page.is_more else ''}{page.count} found",
                ["Name", "Where", "Now", "Phone"],
                [[line["name"], line["where"], line["state"], line["phone"]] for line in found],
            ),
        )


def _line(result: "Result") -> dict[str, str]:
    """What fits on one line; a card of the pages shows more."""
    shown = result.shown
    distance = f", {result.distance_km:.1f} km" if result.distance_km is not None else ""
    return {
        "service": str(result.service),
        "name": result.name,
        "where": f"{shown.get('area') or shown.get('city') or ''}{distance}",
        "state": str(result.state.value),
        "cost": result.cost,
        "phone": next((str(phone["number"]) for phone in shown.get("phones", ())), ""),
        "url": str(shown.get("url") or ""),
    }
