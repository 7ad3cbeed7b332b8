"""Taking the public directory out of Kith, into a file or a folder."""

import gc
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import Refusal
from kith.directory.exporting import gather, listed, package, streams

Told = Callable[[int], None]
"""Told how many services are behind."""
FORMS = ("csv", "json", "ndjson")
BATCH = 1000
"""Services read together: nobody waits for the first line of a file, and more is quicker."""


class UnknownForm(Refusal):
    """Not one of FORMS."""

    message = _("Please choose CSV, JSON or NDJSON.")
    status = 422


class AlreadyThere(Refusal):
    """Something stands where the export should go; it may be the only copy of something."""

    message = _("There is something at this place already. Choose another name for the export.")


class NoPlace(Refusal):
    """The folder of the export is none, and none can be made there."""

    message = _("Nothing can be put at this place. Choose a folder of your own for the export.")


def export(
    *, to: Path, form: str = "csv", by: Member | None = None, told: Told = lambda _count: None
) -> dict[str, int]:
    """Write what the public may see. Returns the number of rows by table.

    csv: a data package, zipped where `to` ends in .zip, else a folder. json: one array of nested
    services. ndjson: one nested service a line. The file appears whole or not at all.
    """
    if form not in FORMS:
        raise UnknownForm
    if to.is_file() or (to.is_dir() and any(to.iterdir())):
        raise AlreadyThere
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise NoPlace from None
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".export-") as folder, _one_moment():
        made, counts = _write(Path(folder), form, told, zipped=to.suffix == ".zip")
        if by is not None:
            chain.record("exported", by=by, organization=by.organization_id, form=form, rows=counts)
        if to.is_dir():
            to.rmdir()
        shutil.move(made, to)
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as they stood at one moment, so that no row points to one that is not there."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write(folder: Path, form: str, told: Told, *, zipped: bool) -> tuple[Path, dict[str, int]]:
    if form != "csv":
        made = folder / f"services.{form}"
        return made, {"service": _write_services(made, told, as_array=form == "json")}
    made = folder / "package"
    made.mkdir()
    counts = package.write(made, told)
    (made / package.DESCRIPTOR).write_text(json.dumps(package.descriptor(), indent=1))
    return (_zipped(made), counts) if zipped else (made, counts)


def _zipped(folder: Path) -> Path:
    made = folder.with_suffix(".zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return made


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Many rows, and no circle among them: looking for circles is a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write_services(file: Path, told: Told, *, as_array: bool) -> int:
    before, between, after = (b"[\n", b",\n", b"\n]\n") if as_array else (b"", b"\n", b"\n")
    count = 0
    with _no_collecting(), file.open("wb") as out:
        out.write(before)
        for service in streams.nested("service", listed.rows("service"), gather.services, BATCH):
            out.write((between if count else b"") + orjson.dumps(service))
            count += 1
            if count % BATCH == 0:
                told(count)
        told(count)
        out.write(after if count or as_array else b"")
    return count
