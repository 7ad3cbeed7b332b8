"""Each fault is found by its own check, which names the mend; a healthy house has none."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.config import catalogues, database, home
from kith.config.doctor import inside, machine
from kith.config.doctor.finding import ATTENTION, BROKEN, WELL, Finding
from tests.cast import Cast


def _only(check: Callable[[], Iterator[Finding]]) -> Finding:
    (finding,) = check()
    return finding


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    monkeypatch.setattr(home, "folder", lambda: tmp_path)
    return tmp_path


def test_missing_keys(house: Path) -> None:
    assert _only(machine.secrets).state == BROKEN


def test_keys_that_others_can_read(house: Path) -> None:
    home.read_secrets()
    assert _only(machine.secrets).state == WELL
    (house / "secrets.json").chmod(0o644)
    finding = _only(machine.secrets)
    assert (finding.state, finding.mend) == (BROKEN, f"chmod 600 {house}/secrets.json")


def test_a_disk_that_is_nearly_full(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((machine.LEAST_FREE, WELL), (machine.LEAST_FREE - 1, ATTENTION)):
        monkeypatch.setattr(
            machine.shutil, "disk_usage", lambda _path, free=free: SimpleNamespace(free=free)
        )
        assert _only(machine.disk).state == state


def test_a_front_end_that_was_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    assert _only(machine.front_end).state == BROKEN
    built = tmp_path / "web" / "static" / "build"
    built.mkdir(parents=True)
    (built / "public.css").touch()
    assert _only(machine.front_end).state == WELL


def test_a_catalogue_that_is_not_compiled_or_not_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    source = tmp_path / "web" / "locale" / "so" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = head + 'msgid "Yes"\nmsgstr "{}"\n'
    source.write_text(text.format("Haa"))
    assert [f.what for f in machine.translations()] == ["1 of 1 catalogues are not compiled."]
    assert catalogues.compile_all() == 1
    assert _only(machine.translations).state == WELL
    source.write_text(text.format(""))
    catalogues.compile_all(again=True)
    assert [f.what for f in machine.translations()][1:] == ["1 sentences are missing in so."]


def test_mail_without_a_server(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KITH_SMTP_HOST", raising=False)
    assert _only(machine.mail).mend == "Set KITH_SMTP_HOST and KITH_MAIL_FROM."


def test_a_mail_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_address: object, **_options: object) -> None:
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setenv("KITH_SMTP_HOST", "mail.example")
    monkeypatch.setenv("KITH_MAIL_FROM", "kith@river.example")
    assert _only(machine.mail).what == "mail.example:25 does not answer: refused"


def test_an_address_that_is_not_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_ADDRESS", "http://river.example")
    assert _only(machine.address).state == ATTENTION
    monkeypatch.setenv("KITH_ADDRESS", "https://river.example")
    assert _only(machine.address).state == WELL


@pytest.mark.django_db
def test_a_role_that_sees_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _only(inside.role).state == WELL

    def bypasses(_connection: object) -> None:
        raise database.CannotServe("The database role postgres can see every row.")

    monkeypatch.setattr(database, "refuse_bypass", bypasses)
    assert _only(inside.role).state == BROKEN


@pytest.mark.django_db
def test_a_migration_that_was_not_applied() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    assert _only(inside.migrations).state == WELL
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    assert _only(inside.migrations).what == "1 are not applied."


@pytest.mark.django_db
def test_an_owned_table_without_its_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.accounts.tenancy import rowsecurity

    assert _only(inside.policies).state == WELL
    owned = rowsecurity.owned_models()
    monkeypatch.setattr(rowsecurity, "owned_models", lambda: [*owned, Organization])
    assert _only(inside.policies).what == "Nothing guards accounts_organization."


@pytest.mark.django_db
def test_a_clock_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _only(inside.clocks).state == WELL
    monkeypatch.setattr(inside, "MOST_SKEW", dt.timedelta(seconds=-1))
    assert _only(inside.clocks).state == ATTENTION


@pytest.mark.django_db
def test_no_worker_and_stuck_jobs() -> None:
    from django.db import connection

    assert _only(inside.worker).what == "None is running; 0 jobs wait."
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()),"
            " (now() - interval '1 hour') RETURNING id"
        )
        gone = cursor.fetchall()[1][0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
            " VALUES ('q', 't', 'doing', %s)",
            [gone],
        )
    assert [f.what for f in inside.worker()] == [
        "It runs; 0 jobs wait.", "1 jobs are stuck with a worker that is gone.",
    ]  # fmt: skip


def test_an_organisation_without_a_crisis_line(cast: Cast) -> None:
    assert [f.what for f in inside.crisis_lines()] == ["Harbour Welcome shows no number to call."]
    with tenancy.acting_for(cast.harbour.id):
        Organization.objects.filter(pk=cast.harbour.pk).update(crisis_number="555-0101")
    assert _only(inside.crisis_lines).state == WELL


def test_the_first_broken_link_of_the_log(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.audit import chain

    assert _only(inside.log).state == WELL
    broke = chain.Break(cast.riverbend.id, "reads", 7, "the entry was changed")
    monkeypatch.setattr(chain, "verify_all", lambda _known: iter([broke]))
    assert _only(inside.log).what == "Riverbend Commons, reads: at entry 7 the entry was changed."
