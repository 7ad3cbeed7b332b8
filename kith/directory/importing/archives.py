"""Archives that strangers made: zip, gzip, tar. Nothing climbs out or fills the disk."""

import gzip
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal

MAX_FILES = 500
MAX_BYTES = 4 * 1024**3
MAX_RATIO = 200
SMALL = 1_000_000
WANTED = frozenset((".csv", ".tsv", ".json", ".ndjson", ".jsonl"))
ENDINGS = frozenset((".zip", ".gz", ".tgz", ".tar"))


class NotSafe(Refusal):
    """An archive that would write outside its folder or fill the disk."""

    message = _("This archive is not safe to open. Please unpack it and choose the files.")
    status = 422


class Broken(Refusal):
    """Cut short on its way, or never an archive."""

    message = _("This archive is broken or cut short. Please fetch it again.")
    status = 422


FAULTS = (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, NotImplementedError,
          RuntimeError)  # fmt: skip


def is_archive(path: Path) -> bool:
    return path.is_file() and (path.suffix.lower() in ENDINGS or zipfile.is_zipfile(path))


def unpack(archive: Path, target: Path) -> Path:
    """The data files of an archive in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    try:
        _opener(archive)(archive, target)
    except FAULTS as error:
        raise Broken from error
    return target


def _opener(archive: Path) -> Callable[[Path, Path], None]:
    if archive.suffix.lower() == ".zip" or zipfile.is_zipfile(archive):
        return _unzip
    if tarfile.is_tarfile(archive):
        return _untar
    return _gunzip


def _unzip(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        links = [e for e in opened.infolist() if e.external_attr >> 28 == 0xA]
        if links:
            raise NotSafe
        files = [e for e in opened.infolist() if _is_wanted(e.filename) and not e.is_dir()]
        _refuse_many([e.file_size for e in files])
        for entry in files:
            if entry.file_size > SMALL and entry.file_size > MAX_RATIO * (entry.compress_size or 1):
                raise NotSafe
            with opened.open(entry) as source:
                _copy(source, _place(target, entry.filename), entry.file_size)


def _untar(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as opened:
        members = []
        for number, member in enumerate(opened):
            if number > 20 * MAX_FILES or member.issym() or member.islnk():
                raise NotSafe
            if member.isfile() and _is_wanted(member.name):
                members.append(member)
        _refuse_many([m.size for m in members])
        if sum(m.size for m in members) > SMALL + MAX_RATIO * archive.stat().st_size:
            raise NotSafe
        for member in members:
            source = opened.extractfile(member)
            assert source is not None
            _copy(source, _place(target, member.name), member.size)


def _gunzip(archive: Path, target: Path) -> None:
    """One file. What it will be is not written in it, so the copying itself stops."""
    most = min(MAX_BYTES, SMALL + MAX_RATIO * archive.stat().st_size)
    with gzip.open(archive) as source:
        _copy(source, target / archive.stem, most)


def _is_wanted(name: str) -> bool:
    if name.startswith(("/", "\\")) or ".." in Path(name.replace("\\", "/")).parts or ":" in name:
        raise NotSafe
    hidden = any(part.startswith((".", "__MACOSX")) for part in Path(name).parts if part != ".")
    return not hidden and Path(name).suffix.lower() in WANTED


def _refuse_many(sizes: list[int]) -> None:
    if len(sizes) > MAX_FILES or sum(sizes) > MAX_BYTES:
        raise NotSafe


def _place(target: Path, name: str) -> Path:
    place = (target / name).resolve()
    if not place.is_relative_to(target.resolve()):
        raise NotSafe
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _copy(source: IO[bytes] | gzip.GzipFile, place: Path, most: int) -> None:
    """Up to the size it claims, and no further: the claim itself may be a lie."""
    left = most
    with place.open("wb") as out:
        while block := source.read(1 << 20):
            left -= len(block)
            if left < 0:
                raise NotSafe
            out.write(block)


def lay_out(folder: Path, target: Path) -> Path:
    """A folder in which some files are packed, with those unpacked beside the others."""
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        inside = target / file.relative_to(folder)
        if file.suffix.lower() == ".gz" and Path(file.stem).suffix.lower() in WANTED:
            unpack(file, inside.parent)
        elif file.suffix.lower() in WANTED:
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, inside)
    return target
