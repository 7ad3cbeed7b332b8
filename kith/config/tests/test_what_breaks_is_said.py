"""No disk, no database, the wrong one, nowhere to write: one sentence with the mend, and code 3."""

import errno
import os
from pathlib import Path

import psycopg
import pytest

from kith.config import database, explaining, home, postgres, programs, serving
from kith.config.cli import django
from kith.config.doctor import around, examine
from kith.config.doctor.finding import ATTENTION, BROKEN, WELL
from kith.config.failures import Broken, Exit
from kith.config.tests.conftest import Kith


def _programs(folder: Path, version: int) -> Path:
    """A folder of PostgreSQL programs that only tell their version."""
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        said = f"postgres (PostgreSQL) {version}.4 (Made up)"
        (folder / name).write_text(f"#!/bin/sh\necho '{said}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> postgres.Server:
    """A private server as it would be, with programs of version 15."""
    binaries = _programs(tmp_path / "fifteen", 15)
    server = postgres.Server(tmp_path / "data", tmp_path / "sockets", binaries, None)
    server.data.mkdir()
    monkeypatch.setattr(postgres, "locate", lambda: server)
    monkeypatch.setattr(database, "is_private", lambda: True)
    return server


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), psycopg.errors.DiskFull("could not extend")],
)
def test_a_full_disk(error: Exception) -> None:
    assert explaining.explain(error) == (explaining.FULL, Exit.ENVIRONMENT)


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect(f"host={tmp_path} user=kith dbname=kith")
    known = explaining.explain(caught.value)
    assert known and known[1] == Exit.ENVIRONMENT
    assert "No such file or directory" in known[0] and known[0].endswith(explaining.DOCTOR)


def test_a_role_that_may_not() -> None:
    known = explaining.explain(psycopg.errors.InsufficientPrivilege("permission denied"))
    assert known and "KITH_DATABASE_URL must be the owner" in known[0]


def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    with pytest.raises(Broken) as caught:
        database._from_url("postgres//kith:a-secret@host/kith")
    assert "postgresql://name:password@host" in str(caught.value)
    assert "a-secret" not in str(caught.value)


@pytest.mark.parametrize(("version", "is_too_old"), [(140_022, True), (150_000, False)])
def test_an_old_server(version: int, is_too_old: bool) -> None:
    if is_too_old:
        with pytest.raises(database.CannotServe, match="PostgreSQL 14; Kith needs 15 or newer"):
            database.refuse_old(version)
    else:
        database.refuse_old(version)


def test_a_role_that_sees_everything_does_not_serve(
    kith: Kith, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    def bypasses() -> None:
        raise database.CannotServe("The database role postgres can see every row. Unset KITH_ROLE.")

    monkeypatch.setattr("kith.config.start.database", nullcontext)
    monkeypatch.setattr(django, "database", nullcontext)
    monkeypatch.setattr(serving, "refuse_bypass", bypasses)
    assert kith("serve").exit_code == kith("worker").exit_code == 3


def test_a_folder_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KITH_HOME", str(tmp_path / "file"))
    with pytest.raises(home.Unusable, match="set KITH_HOME to another folder"):
        home.folder()
    (finding,) = examine()
    assert (finding.name, finding.state) == ("Folder", BROKEN)


def test_keys_that_are_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secrets.json").write_text('{"secret_key"')
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(Broken, match="Put the copy back"):
        home._read_when_written(tmp_path / "secrets.json")


def test_a_port_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(around, "PORT", taken.getsockname()[1])
        taken.listen()
        assert [f.state for f in around.port()] == [ATTENTION]
    assert [f.state for f in around.port()] == [WELL]


def test_programs_are_found_where_they_are_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = _programs(tmp_path / "14", 14), _programs(tmp_path / "17", 17)
    monkeypatch.setattr(programs.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.delenv("KITH_POSTGRES_BIN", raising=False)
    monkeypatch.setenv("PATH", f"{old}{os.pathsep}{new}")
    assert programs.find() == new
    monkeypatch.setenv("KITH_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(programs.PostgresMissing, match="no initdb and postgres in it"):
        programs.find()


def test_programs_that_are_too_old(tmp_path: Path, place: postgres.Server) -> None:
    with pytest.raises(programs.PostgresMissing, match="is PostgreSQL 14; Kith needs 15"):
        programs.refuse_other_version(_programs(tmp_path / "14", 14), place.data)


def test_a_folder_that_another_version_wrote(place: postgres.Server) -> None:
    assert [f.state for f in around.server()] == [WELL]
    (place.data / "PG_VERSION").write_text("18\n")
    (finding,) = around.server()
    assert finding.state == BROKEN
    assert "was written by PostgreSQL 18" in finding.what


def test_a_note_of_a_server_that_is_gone(place: postgres.Server) -> None:
    (place.data / "postmaster.pid").write_text(f"{2**22 + 1}\n{place.data}\n")
    assert [f.state for f in around.server()] == [ATTENTION]
    postgres.stop(place)  # nobody there to stop


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
def test_a_note_that_names_somebody_else(
    place: postgres.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash and a restart the number may be anybody's: who is not ours is not stopped."""
    (place.data / "postmaster.pid").write_text(f"{os.getpid()}\n{place.data}\n")
    (finding,) = around.server()
    assert (finding.state, finding.mend.endswith("postmaster.pid'")) == (BROKEN, True)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("another program was stopped"))
    postgres.stop(place)


def test_what_stops_a_process_of_ours_is_said_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "breaking.py").write_text(
        "from kith.config.failures import Broken\ndef main(): raise Broken('No paper. Buy some.')\n"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[3])])
    monkeypatch.setenv("PYTHONPATH", path)
    with pytest.raises(Exception, match=r"No paper\. Buy some\.") as caught:
        serving.run_module("breaking")
    assert getattr(caught.value, "code", None) == Exit.ENVIRONMENT
