"""Taking the directory along from a browser: small ones at once, large ones by the worker."""

import datetime as dt
import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory.exporting import actions, listed
from kith.directory.models import Export

AT_ONCE = 2_000
"""Services that are written while the page waits: about two seconds on a small machine."""
KEPT = dt.timedelta(days=1)
ENDINGS = {"csv": "zip", "json": "json", "ndjson": "ndjson"}


def folder(export: Export) -> Path:
    """Closed to the web, one folder an export."""
    return settings.HOME / "files" / "exports" / str(export.id)


def file_of(export: Export) -> Path:
    return folder(export) / f"directory.{ENDINGS[export.form]}"


def services_count() -> int:
    return listed.services().count()


def get_for(member: Member, export_id: UUID) -> Export:
    """An export that this member asked for, or NotYours: the log names one person for each copy."""
    found = Export.objects.filter(pk=export_id, by=member, organization=member.organization_id)
    export = found.first()
    if export is None:
        raise NotYours
    return export


def ask(*, form: str, key: UUID, by: Member) -> Export:
    """Let the worker write it. The same form sent twice is one export; the job commits with it."""
    from kith.directory.exporting import jobs

    if form not in actions.FORMS:
        raise actions.UnknownForm
    with transaction.atomic():
        export, is_new = Export.objects.get_or_create(
            pk=key, organization_id=by.organization_id, by=by,
            defaults={"form": form, "total": services_count(), "created_at": clock.now()},
        )  # fmt: skip
        if is_new:
            jobs.write.defer(export=str(export.id), organization=str(by.organization_id))
    return export


def write(*, export_id: UUID, organization: UUID) -> None:
    """What the job does; safe to run twice. The file is ready only once the log has it."""
    with tenancy.acting_for(organization):
        export = Export.objects.select_related("by").filter(pk=export_id).first()
    if export is None or export.state == Export.State.READY:
        return
    shutil.rmtree(folder(export), ignore_errors=True)
    try:
        counts = actions.export(to=file_of(export), form=export.form, told=_progress(export))
    except Exception:
        _mark(export, Export.State.FAILED)
        raise
    with tenancy.acting_for(organization):
        chain.record(
            "exported", by=export.by, organization=organization, form=export.form, rows=counts
        )
        _mark(export, Export.State.READY)


def _mark(export: Export, state: str) -> None:
    with tenancy.acting_for(export.organization_id):
        Export.objects.filter(pk=export.pk).update(state=state)


def _progress(export: Export) -> actions.Told:
    """Beside the file, not in the database: the export's own transaction hides what it writes."""
    said = folder(export) / "count"
    said.parent.mkdir(parents=True, mode=0o700)

    def tell(count: int) -> None:
        said.write_text(str(count))

    return tell


def written(export: Export) -> int:
    """How many services are behind."""
    said = folder(export) / "count"
    return int(said.read_text() or 0) if said.exists() else 0


def forget_old() -> None:
    """Inside `acting_for`: files and rows of yesterday."""
    for export in Export.objects.filter(created_at__lt=clock.now() - KEPT):
        shutil.rmtree(folder(export), ignore_errors=True)
        export.delete()
