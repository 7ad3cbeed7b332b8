"""Making a backup: database, files and a manifest, as they stood at one moment."""

import datetime as dt
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from kith.config import database, home, programs
from kith.config.backup import envelope, fingerprint, sections
from kith.config.failures import Broken, Failure
from kith.config.progress import Advance, bar


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is inside. `keys`: which sealing keys open the sealed texts, not the keys themselves."""

    made_at: str
    tables: fingerprint.Fingerprint
    keys: list[str]

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


def take(
    path: Path, lock: envelope.Lock, *, keys_lock: envelope.Lock | None = None, quiet: bool = False
) -> Manifest:
    """Write the file. It appears under its name only when it is whole; one that exists is kept."""
    if path.exists():
        raise Failure(f"{path} exists already. Choose another name; old backups are not replaced.")
    waiting = path.with_name(path.name + ".part")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = _write(envelope.Writer(file, lock, {"made_with": "kith"}), keys_lock, quiet)
            file.flush()
            os.fsync(file.fileno())
        waiting.rename(path)
    finally:
        waiting.unlink(missing_ok=True)
    return manifest


def _write(writer: envelope.Writer, keys_lock: envelope.Lock | None, quiet: bool) -> Manifest:
    dsn = database.admin_dsn(str(database.connection(database.OWNER)["NAME"]))
    with psycopg.connect(dsn) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        manifest = _manifest(connection, quiet)
        about = json.dumps(asdict(manifest)).encode()
        sections.put(writer, {"name": "manifest"}, iter([about]))
        snapshot, size = connection.execute(
            "SELECT pg_export_snapshot(), pg_database_size(current_database())"
        ).fetchone() or ("", 0)
        with bar("Copying the database", size, quiet=quiet) as advance:
            sections.put(writer, {"name": "database"}, _dump(dsn, snapshot, advance))
    _put_files(writer, quiet)
    if keys_lock:
        secrets = (home.folder() / "secrets.json").read_bytes()
        wrapped = json.dumps(envelope.wrap(secrets, keys_lock)).encode()
        sections.put(writer, {"name": "keys"}, iter([wrapped]))
    sections.put_end(writer)
    writer.close()
    return manifest


def _manifest(connection: psycopg.Connection, quiet: bool) -> Manifest:
    tables: fingerprint.Fingerprint = {}
    with bar("Counting rows", None, quiet=quiet) as advance:
        for table, count, digest in fingerprint.take(connection):
            tables[table] = (count, digest)
            advance(1)
    return Manifest(dt.datetime.now(dt.UTC).isoformat(), tables, key_names())


def key_names() -> list[str]:
    """The sealing keys of this installation by id and digest: to see which one is missing."""
    keys = home.read_secrets().sealing_keys
    return [f"{name}:{hashlib.sha256(key).hexdigest()[:16]}" for name, key in sorted(keys.items())]


def _dump(dsn: str, snapshot: str, advance: Advance) -> Iterator[bytes]:
    """pg_dump in its own format, compressed, of the same snapshot as the counts."""
    command = [program("pg_dump"), "--format=custom", f"--snapshot={snapshot}", f"--dbname={dsn}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dump:  # noqa: S603
        assert dump.stdout and dump.stderr
        for block in sections.blocks_of(dump.stdout):
            advance(len(block))
            yield block
        complaint = dump.stderr.read().decode()
    if dump.returncode:
        raise Broken(f"The database could not be copied out:\n{complaint.strip()}")


def program(name: str) -> str:
    """A PostgreSQL program: ours, or one on PATH."""
    import shutil

    beside = programs.find() / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise Broken(f"{name} was not found. Install the PostgreSQL client programs.")
    return found


def _put_files(writer: envelope.Writer, quiet: bool) -> None:
    folder = home.folder() / "files"
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    with bar("Copying files", len(files), quiet=quiet) as advance:
        for path in files:
            with path.open("rb") as file:
                name = path.relative_to(folder).as_posix()
                sections.put(writer, {"name": "file", "path": name}, sections.blocks_of(file))
            advance(1)
