"""What went in comes out, row for row; anything else is noticed before something is replaced."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kith.config import database, home, serving
from kith.config.backup import envelope, fingerprint, restoring, taking

LOCK = envelope.Lock(passphrase="a long enough passphrase")
KEYS_LOCK = envelope.Lock(passphrase="another one for the keys")


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap in a test."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    def cheap(salt: bytes, length: int, n: int, r: int, p: int) -> Scrypt:
        return Scrypt(salt=salt, length=length, n=2**4, r=r, p=p)

    monkeypatch.setattr(envelope, "Scrypt", cheap)


@pytest.fixture
def filled(own_database: psycopg.Connection) -> psycopg.Connection:
    """A few rows, in another script."""
    own_database.execute(
        "INSERT INTO django_session (session_key, session_data, expire_date)"
        " SELECT 'key' || n, 'بيت النهر ' || n, now() FROM generate_series(1, 40) n"
    )
    return own_database


def _state(connection: psycopg.Connection) -> fingerprint.Fingerprint:
    with connection.transaction():
        return {table: (rows, digest) for table, rows, digest in fingerprint.take(connection)}


def test_a_round_trip_is_equal(filled: psycopg.Connection, tmp_path: Path) -> None:
    before, path = _state(filled), tmp_path / "all.kith"
    manifest = taking.take(path, LOCK, quiet=True)
    assert manifest.tables == before
    filled.execute("UPDATE django_session SET session_data = 'changed'")
    filled.close()
    contents = restoring.restore(path, LOCK, quiet=True)
    assert contents.missing_keys == []
    name = str(database.connection(database.OWNER)["NAME"])
    with psycopg.connect(database.admin_dsn(name), autocommit=True) as again:
        assert _state(again) == before
    with psycopg.connect(**_as_application()) as served:
        database.refuse_bypass(served)
        assert served.execute("SELECT count(*) FROM django_session").fetchone() == (40,)


def _as_application() -> dict[str, str]:
    return serving.connection_parameters()


def test_verifying_changes_nothing(filled: psycopg.Connection, tmp_path: Path) -> None:
    path, before = tmp_path / "all.kith", _state(filled)
    taking.take(path, LOCK, quiet=True)
    restoring.verify(path, LOCK, quiet=True)
    assert _state(filled) == before


def test_another_content_is_noticed(
    filled: psycopg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, take = tmp_path / "all.kith", fingerprint.take
    monkeypatch.setattr(
        fingerprint, "take",
        lambda c: ((t, n, "0" if t == "django_session" else d) for t, n, d in take(c)),
    )  # fmt: skip
    taking.take(path, LOCK, quiet=True)
    monkeypatch.setattr(fingerprint, "take", take)
    with pytest.raises(restoring.NotTheSame, match="django_session has other content"):
        restoring.verify(path, LOCK, quiet=True)


def test_a_running_site_is_not_replaced(filled: psycopg.Connection, tmp_path: Path) -> None:
    path, before = tmp_path / "all.kith", _state(filled)
    taking.take(path, LOCK, quiet=True)
    with pytest.raises(Exception, match="Stop `kith serve`"):
        restoring.restore(path, LOCK, quiet=True)  # `filled` is still connected
    assert _state(filled) == before


def test_the_keys_are_inside_only_if_asked_for(filled: psycopg.Connection, tmp_path: Path) -> None:
    without, with_keys = tmp_path / "without.kith", tmp_path / "with.kith"
    taking.take(without, LOCK, quiet=True)
    taking.take(with_keys, LOCK, keys_lock=KEYS_LOCK, quiet=True)
    assert restoring.verify(without, LOCK, quiet=True).keys is None
    wrapped = restoring.verify(with_keys, LOCK, quiet=True).keys
    assert wrapped is not None
    with pytest.raises(envelope.CannotOpen):
        envelope.unwrap(wrapped, LOCK)
    secrets = (home.folder() / "secrets.json").read_bytes()
    assert envelope.unwrap(wrapped, KEYS_LOCK) == secrets


@pytest.fixture
def kept_file() -> Iterator[Path]:
    """A file of the installation, larger than a block."""
    path = home.folder() / "files" / f"of the test {os.getpid()}" / "a file"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x00\xff" * 700_000)
    yield path.relative_to(home.folder() / "files")
    shutil.rmtree(path.parent)


def test_files_come_back(filled: psycopg.Connection, tmp_path: Path, kept_file: Path) -> None:
    path, found = tmp_path / "all.kith", tmp_path / "found"
    taking.take(path, LOCK, quiet=True)
    with restoring._beside("files") as scratch:
        restoring._restore_into(scratch, path, LOCK, files=found, quiet=True)
    assert (found / kept_file).read_bytes() == b"\x00\xff" * 700_000


def test_an_old_backup_is_not_overwritten(filled: psycopg.Connection, tmp_path: Path) -> None:
    path = tmp_path / "all.kith"
    path.write_text("precious")
    with pytest.raises(Exception, match="old backups are not replaced"):
        taking.take(path, LOCK, quiet=True)
    assert path.read_text() == "precious"
