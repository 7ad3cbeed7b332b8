"""Pages of the import: upload, choose, try, bring in, look back."""

import io
import tempfile
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.directory import access
from kith.directory.importing import actions, keeping, removing, undoing, wizard
from kith.directory.importing import losses as reports
from kith.directory.importing.actions import State
from kith.directory.importing.forms import UploadForm, target_choices
from kith.directory.models.importing import ImportRun

KEEPERS = access.KEEPERS
BUSY = (State.QUEUED, State.READING, State.MERGING, State.UNDOING)
SHOWN = (State.DONE, State.TRIED, State.UNDONE)


@members_only(*KEEPERS)
def imports(request: MemberRequest) -> HttpResponse:
    """What was imported before, and a form for the next."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = wizard.upload(
            files=form.cleaned_data["files"], source_name=form.cleaned_data["source"],
            by=request.member, key=form.cleaned_data["key"],
        )  # fmt: skip
        return redirect("desk_import_run", run.pk)
    runs = wizard.runs_of(request.member).select_related("by")[:50]
    return render(request, "directory/importing/imports.html", {"form": form, "runs": runs})


@members_only(*KEEPERS)
def import_run(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """One run, as far as it is."""
    run = wizard.get_for(request.member, run_id)
    if run.state in BUSY:
        return render(request, "directory/importing/running.html", {"run": run, **_progress(run)})
    shown = {"run": run, "choices": target_choices(), "kept_days": wizard.KEPT_DAYS}
    if run.state not in (State.DONE, State.UNDONE):
        shown["preview"] = wizard.preview(run)
    if run.state in SHOWN:
        shown["tables"] = actions.tables_of(run.counts)
        shown["losses"] = wizard.losses_by_reason(run)
        shown["kept"] = list(run.losses.filter(reason__in=keeping.REASONS).order_by("id")[:50])
        shown["missing"] = _missing(run)
        shown["can_undo"] = undoing.can_undo(run)
    return render(request, "directory/importing/run.html", shown)


def _missing(run: ImportRun) -> list[tuple[str, int, int]]:
    """(table in words, how many rows would go, of how many), where that is suspiciously much."""
    told = run.counts.get("missing", {}) if run.state == State.TRIED else {}
    return [(removing.name_of(name), gone, total) for name, (gone, total) in told.items()]


def _progress(run: ImportRun) -> dict[str, int]:
    total = max(int(run.counts.get("total", 0)), run.position, 1)
    return {"done": run.position, "total": total}


@require_POST
@members_only(*KEEPERS)
def choose(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Which column is what."""
    run = wizard.get_for(request.member, run_id)
    if "own-layout" in request.POST:
        wizard.use_own_layout(run=run, by=request.member)
    else:
        columns = request.POST.getlist("column")
        targets = request.POST.getlist("target")
        choices = dict(zip(columns, targets, strict=False))
        wizard.choose_columns(run=run, choices=choices, by=request.member)
        messages.info(request, _("Kept. Now try it: nothing is saved yet."))
    return redirect("desk_import_run", run.pk)


@require_POST
@members_only(*KEEPERS)
def start(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Try it, or bring it in."""
    run = wizard.get_for(request.member, run_id)
    wizard.queue(
        run=run, trial=request.POST.get("do") != "run", partial="partial" in request.POST,
        by=request.member, allow_removals="removals" in request.POST,
        theirs="theirs" in request.POST if request.POST.get("do") == "try" else None,
    )  # fmt: skip
    return redirect("desk_import_run", run.pk)


@require_POST
@members_only(*KEEPERS)
def undo(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Take back what the last run of a source did."""
    undoing.ask(run=wizard.get_for(request.member, run_id), by=request.member)
    return redirect("desk_import_run", run_id)


@require_POST
@members_only(*KEEPERS)
def discard(request: MemberRequest, run_id: UUID) -> HttpResponse:
    wizard.discard(run=wizard.get_for(request.member, run_id), by=request.member)
    messages.info(request, _("The files are gone. Nothing was changed."))
    return redirect("desk_imports")


@members_only(*KEEPERS)
def losses(request: MemberRequest, run_id: UUID) -> FileResponse:
    """Every loss as CSV, with the sentence beside the code. A big report does not fit in memory."""
    run = wizard.get_for(request.member, run_id)
    file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - the answer closes it
    words = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    reports.write(run, words)
    words.detach()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"losses-{run.pk}.csv")
