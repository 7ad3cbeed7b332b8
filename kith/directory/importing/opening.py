"""Opening files that strangers made: encodings, delimiters, archives that try to break out."""

import codecs
import csv
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal

MAX_FILES = 500
MAX_BYTES = 4 * 1024**3
MAX_RATIO = 200
WANTED = frozenset((".csv", ".tsv", ".json", ".ndjson", ".jsonl"))

csv.field_size_limit(16 * 1024 * 1024)


class NotSafe(Refusal):
    """An archive that would write outside its folder or fill the disk."""

    message = _("This archive is not safe to open. Please unpack it and choose the files.")
    status = 422


class NotRecognised(Refusal):
    """Nothing here is directory data Kith can read by itself."""

    message = _(
        "Kith does not recognise this as a directory. Choose what each column means, "
        "or write a mapping file."
    )
    status = 422


def unpack(archive: Path, target: Path) -> Path:
    """The data files of a zip in `target`; refuses paths that climb out and zip bombs."""
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as opened:
        entries = [e for e in opened.infolist() if _is_wanted(e)]
        if len(entries) > MAX_FILES or sum(e.file_size for e in entries) > MAX_BYTES:
            raise NotSafe
        for entry in entries:
            _extract(opened, entry, target)
    return target


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    if name.startswith(("/", "\\")) or ".." in Path(name.replace("\\", "/")).parts or ":" in name:
        raise NotSafe
    kind = entry.external_attr >> 28
    if kind == 0xA:  # a symbolic link
        raise NotSafe
    hidden = any(part.startswith((".", "__MACOSX")) for part in Path(name).parts)
    return not entry.is_dir() and not hidden and Path(name).suffix.lower() in WANTED


def _extract(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Written up to the size it claims, and no further: the claim itself may be a lie."""
    if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise NotSafe
    place = (target / entry.filename).resolve()
    if not place.is_relative_to(target.resolve()):
        raise NotSafe
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with opened.open(entry) as source, place.open("wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotSafe from error
    if place.stat().st_size > entry.file_size:
        raise NotSafe


def encoding_of(path: Path) -> tuple[str, bool]:
    """(the encoding of a text file, whether it had to be guessed)."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", False
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _guess(path), True
    return "utf-8-sig", False


def _guess(path: Path) -> str:
    """Files with stray bytes are most often Windows-1252; other scripts are told apart."""
    from charset_normalizer import from_bytes

    with path.open("rb") as file:
        best = from_bytes(file.read(256 * 1024)).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"


def text(path: Path) -> tuple[io.TextIOWrapper, bool]:
    """A text file open for reading, and whether its encoding was a guess."""
    encoding, guessed = encoding_of(path)
    return path.open(encoding=encoding, errors="replace", newline=""), guessed


def dialect(sample: str) -> Any:
    """The delimiter that the first line has most of."""
    first = sample.splitlines()[0] if sample.strip() else ""
    best = max(",;\t|", key=first.count)
    return best if first.count(best) else ","
