"""Putting a backup back: beside the old database first, compared, and only then in its place."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kith.config import database, home
from kith.config.backup import envelope, fingerprint, sections
from kith.config.backup.taking import Manifest, key_names, program
from kith.config.failures import Broken, Failure
from kith.config.progress import bar


class NotTheSame(Failure):
    """What came back is not what went in."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a backup while it was restored."""

    manifest: Manifest
    files: int
    keys: dict[str, Any] | None

    @property
    def missing_keys(self) -> list[str]:
        """Sealing keys that the texts inside need and this installation does not have."""
        return sorted(set(self.manifest.keys) - set(key_names()))


def verify(path: Path, lock: envelope.Lock, *, quiet: bool = False) -> Contents:
    """Restore into a scratch database, compare, and throw it away. NotTheSame, or all is well."""
    with _beside("verify") as scratch:
        return _restore_into(scratch, path, lock, files=None, quiet=quiet)


def restore(
    path: Path, lock: envelope.Lock, *, keys_lock: envelope.Lock | None = None, quiet: bool = False
) -> Contents:
    """Replace the database and the files of this installation. Fails before it changes anything."""
    target = str(database.connection(database.OWNER)["NAME"])
    new_files = home.folder() / "files.restored"
    shutil.rmtree(new_files, ignore_errors=True)
    with _beside("restore") as beside:
        contents = _restore_into(beside, path, lock, files=new_files, quiet=quiet)
        secrets = _opened_keys(contents, keys_lock)
        _take_place(beside, target)
    if new_files.exists():
        shutil.rmtree(home.folder() / "files", ignore_errors=True)
        new_files.rename(home.folder() / "files")
    if secrets:
        _put_secrets(secrets)
    return contents


def is_in_use() -> bool:
    """Whether there are organisations here that a restore would replace."""
    target = str(database.connection(database.OWNER)["NAME"])
    try:
        with psycopg.connect(database.admin_dsn(target)) as connection:
            found = connection.execute("SELECT EXISTS (SELECT FROM accounts_organization)")
            return bool((found.fetchone() or [False])[0])
    except (psycopg.errors.UndefinedTable, psycopg.OperationalError):
        return False


@contextmanager
def _beside(purpose: str) -> Iterator[str]:
    """A new database for a while; gone afterwards, unless it took another's place."""
    name = f"{database.connection(database.OWNER)['NAME']}_{purpose}_{os.getpid()}"
    owner = sql.Identifier(str(database.connection(database.OWNER)["USER"]))
    make = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        try:
            admin.execute(sql.SQL(make).format(sql.Identifier(name), owner))
        except psycopg.errors.InsufficientPrivilege as error:
            raise Broken(
                "A restore needs a database of its own for a moment, and the role in "
                "KITH_DATABASE_URL may not make one. Grant it CREATEDB."
            ) from error
        try:
            database.prepare_inside(name)
            yield name
        finally:
            drop = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
            admin.execute(sql.SQL(drop).format(sql.Identifier(name)))


def _restore_into(
    name: str, path: Path, lock: envelope.Lock, *, files: Path | None, quiet: bool
) -> Contents:
    manifest, keys, count = None, None, 0
    with path.open("rb") as file, bar("Restoring", path.stat().st_size, quiet=quiet) as advance:
        for about, blocks in sections.take(envelope.Reader(file, lock)):
            if about["name"] == "manifest":
                manifest = _manifest(blocks)
            elif about["name"] == "database":
                _load(name, blocks, advance)
            elif about["name"] == "file":
                count += 1
                _put_file(files, about["path"], blocks)
            elif about["name"] == "keys":
                keys = json.loads(b"".join(blocks))
    if manifest is None:
        raise NotTheSame("This backup has no manifest.")
    _compare(name, manifest, quiet=quiet)
    return Contents(manifest, count, keys)


def _manifest(blocks: Iterator[bytes]) -> Manifest:
    raw = json.loads(b"".join(blocks))
    tables = {table: (rows, digest) for table, (rows, digest) in raw["tables"].items()}
    return Manifest(raw["made_at"], tables, raw["keys"])


def _load(name: str, blocks: Iterator[bytes], advance: Any) -> None:
    """pg_restore, fed as the backup is read. Everything belongs to the owner that migrates."""
    owner = database.connection(database.OWNER)["USER"]
    command = [
        program("pg_restore"), "--no-owner", f"--role={owner}", "--no-comments", "--exit-on-error",
        "--single-transaction", f"--dbname={database.admin_dsn(name)}",
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as load:  # noqa: S603
        assert load.stdin and load.stderr
        try:
            for block in blocks:
                advance(len(block))
                load.stdin.write(block)
            load.stdin.close()
        except BrokenPipeError:
            pass  # it has stopped, and says why
        complaint = load.stderr.read().decode()
    if load.returncode:
        raise Broken(f"The database could not be restored:\n{complaint.strip()}")


def _put_file(folder: Path | None, name: str, blocks: Iterator[bytes]) -> None:
    if folder is None:
        return
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise NotTheSame("This backup names a file outside its folder.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(blocks)


def _compare(name: str, manifest: Manifest, *, quiet: bool) -> None:
    found: fingerprint.Fingerprint = {}
    with (
        bar("Comparing", len(manifest.tables), quiet=quiet) as advance,
        psycopg.connect(database.admin_dsn(name)) as connection,
    ):
        for table, count, digest in fingerprint.take(connection):
            found[table] = (count, digest)
            advance(1)
    if wrong := fingerprint.differences(manifest.tables, found):
        raise NotTheSame("What came back differs from what went in: " + "; ".join(wrong[:5]) + ".")


def _take_place(new: str, target: str) -> None:
    """The old database goes, the new one gets its name. Refused while somebody works in the old."""
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(new))
        )
        try:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(target)))
        except psycopg.errors.ObjectInUse as error:
            raise Failure(
                "Kith is running on this database. Stop `kith serve` and `kith worker` first."
            ) from error
        rename = "ALTER DATABASE {} RENAME TO {}"
        admin.execute(sql.SQL(rename).format(sql.Identifier(new), sql.Identifier(target)))


def _opened_keys(contents: Contents, lock: envelope.Lock | None) -> bytes | None:
    if lock is None:
        return None
    if contents.keys is None:
        raise Failure("There are no keys in this backup: it was made without --with-keys.")
    return envelope.unwrap(contents.keys, lock)


def _put_secrets(secrets: bytes) -> None:
    """The old secrets stay beside the new ones, in case they are needed after all."""
    path = home.folder() / "secrets.json"
    if path.exists() and path.read_bytes() != secrets:
        path.rename(path.with_name("secrets.before-restore.json"))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets)
