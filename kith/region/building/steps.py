"""Steps that are kept when finished. A build that was killed goes on after the last finished one.

A step writes into `NAME.part`, which is renamed to `NAME`; then a receipt with what it told and the
digests of its files is put beside it, in one rename. Only a step whose receipt is there and whose
files still have those digests is skipped.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.region.building import inputs
from kith.region.building.refusals import AlreadyBuilding

Told = dict[str, Any]
Work = Callable[[Path], Told]


@dataclass(frozen=True, slots=True)
class Step:
    """name: of its folder. work: writes into the folder it is given and tells what there is to know
    about it."""

    name: str
    work: Work


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """One build in a folder at a time; the other is refused at once. The lock dies with whoever
    holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyBuilding from error
        yield


def run(folder: Path, step: Step) -> tuple[Told, bool]:
    """What the step told, now or when it was run before; and whether it was before."""
    known = _receipt(folder, step.name)
    if known is not None:
        return known, True
    part, whole = folder / f"{step.name}.part", folder / step.name
    for old in (part, whole):
        shutil.rmtree(old, ignore_errors=True)
    part.mkdir(parents=True)
    told = step.work(part)
    part.rename(whole)
    receipt = {"told": told, "files": {path.name: inputs.sha256(path) for path in _files(whole)}}
    write_whole(folder / f"{step.name}.json", json.dumps(receipt, ensure_ascii=False))
    return told, False


def write_whole(path: Path, text: str) -> None:
    """There at once or not at all, also when the power goes."""
    part = path.with_suffix(path.suffix + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _receipt(folder: Path, name: str) -> Told | None:
    try:
        receipt = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        found = {path.name: inputs.sha256(path) for path in _files(folder / name)}
    except (OSError, ValueError):
        return None
    told: Told = receipt["told"]
    return told if found == receipt["files"] else None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())
