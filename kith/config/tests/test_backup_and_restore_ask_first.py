"""The commands: no weak lock, no surprise, and nothing replaced without a word."""

import json
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest

from kith.config import serving
from kith.config.backup import taking
from kith.config.cli import django
from kith.config.tests.conftest import Kith

PASSPHRASE = "correct horse battery"
HOUSE = {
    "id": "01890000-0000-7000-8000-000000000000", "name": "House", "slug": "house",
    "kind": "community", "country": "US", "time_zone": "UTC", "languages": ["en"],
    "takes_requests": True, "crisis_name": "", "crisis_number": "", "emergency_number": "",
    "requires_second_factor": False, "created_at": "2026-03-02T12:00:00Z",
}  # fmt: skip


@pytest.fixture
def backup(
    kith: Kith, own_database: psycopg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A backup of a database in which an organisation works; it was tried out."""
    monkeypatch.setattr(django, "database", nullcontext)
    monkeypatch.setattr(serving, "run_module", lambda *_arguments: None)
    monkeypatch.setenv("KITH_BACKUP_PASSPHRASE", PASSPHRASE)
    own_database.execute(
        "INSERT INTO accounts_organization SELECT"
        " (jsonb_populate_record(NULL::accounts_organization, %s::jsonb)).*",
        [json.dumps(HOUSE)],
    )
    answer = kith("backup", tmp_path / "all.kith", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["verified"]) == (0, True)
    return tmp_path / "all.kith"


def test_what_is_here_is_replaced_only_with_yes(
    kith: Kith, backup: Path, own_database: psycopg.Connection
) -> None:
    refused = kith("restore", backup)
    assert (refused.exit_code, refused.stderr) == (
        1, "There is something here already. Add --yes to replace it: what is here is lost.\n",
    )  # fmt: skip
    own_database.close()
    assert kith("restore", backup, "--yes").exit_code == 0


def test_a_wrong_passphrase_is_said_and_changes_nothing(
    kith: Kith, backup: Path, own_database: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_BACKUP_PASSPHRASE", "another long passphrase")
    answer = kith("restore", backup, "--yes")
    assert (answer.exit_code, answer.stderr) == (1, "The passphrase is not the right one.\n")
    left = own_database.execute("SELECT count(*) FROM accounts_organization").fetchone()
    assert left == (1,)


def test_a_weak_passphrase_is_2(
    kith: Kith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_BACKUP_PASSPHRASE", "short")
    assert kith("backup", tmp_path / "all.kith").exit_code == 2


def test_a_new_key_file_is_made_once(
    kith: Kith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_arguments: object, **_options: object) -> taking.Manifest:
        return taking.Manifest("now", {}, [])

    monkeypatch.setattr(taking, "take", nothing)
    monkeypatch.setattr(django, "database", nullcontext)
    key, path = tmp_path / "backup.key", tmp_path / "all.kith"
    path.touch()
    first = kith("backup", path, "--key-file", key, "--no-verify")
    made = key.read_text()
    kith("backup", path, "--key-file", key, "--no-verify")
    assert "Keep it apart from the backup." in first.stderr
    assert key.read_text() == made


def test_keys_without_their_passphrase_are_2(
    kith: Kith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_BACKUP_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("KITH_KEYS_PASSPHRASE", raising=False)
    assert kith("backup", tmp_path / "all.kith", "--with-keys").exit_code == 2


def test_a_folder_or_a_passphrase_that_is_not_there_is_2(kith: Kith, tmp_path: Path) -> None:
    nowhere = kith("backup", tmp_path / "nowhere" / "all.kith")
    unsaid = kith("backup", tmp_path / "all.kith", "--passphrase-file", tmp_path / "none")
    assert (nowhere.exit_code, unsaid.exit_code) == (2, 2)
    assert "Make it first." in nowhere.stderr and "There is no file" in unsaid.stderr
