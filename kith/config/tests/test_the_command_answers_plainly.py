"""Exit codes and sentences: a person knows what to do next, a program can read it."""

import json
import subprocess
import sys

import pytest

from kith.config.tests.conftest import Kith

pytestmark = pytest.mark.django_db


def test_help_names_every_command(kith: Kith) -> None:
    answer = kith("--help")
    assert answer.exit_code == 0
    for command in (
        "init", "serve", "worker", "demo", "import", "export", "find", "doctor", "backup",
        "restore", "create-organization", "create-member", "migrate",
    ):  # fmt: skip
        assert f"  {command} " in answer.output


def test_help_needs_neither_django_nor_a_database() -> None:
    code = (
        "import sys; sys.argv = ['kith', '--help']\n"
        "from kith.config.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'django', 'psycopg', 'rich', 'cryptography', 'babel'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_it_does_not_know_is_2(kith: Kith) -> None:
    assert kith("frobnicate").exit_code == 2


@pytest.mark.parametrize("command", ["init", "serve", "worker", "demo", "import", "export", "find",
                                     "doctor", "backup", "restore", "create-organization",
                                     "create-member", "migrate"])  # fmt: skip
def test_every_command_takes_json(kith: Kith, command: str) -> None:
    assert "--json" in kith(command, "--help").output


def test_nothing_found_is_1_and_says_what_to_try(kith: Kith) -> None:
    answer = kith("find", "zzzqqq")
    assert (answer.exit_code, answer.stderr) == (
        1, "Nothing was found. Try other words, or fewer conditions.\n",
    )  # fmt: skip


def test_a_failure_is_json_for_programs(kith: Kith) -> None:
    answer = kith("find", "zzzqqq", "--json")
    assert json.loads(answer.stdout) == {
        "error": "Nothing was found. Try other words, or fewer conditions.", "exit": 1,
    }  # fmt: skip


def test_a_database_that_is_away_is_3(kith: Kith, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    from kith.directory.search import query

    def away(_query: object) -> None:
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(query, "search", away)
    answer = kith("find", "sleep")
    assert (answer.exit_code, answer.stderr) == (
        3, "The database does not answer (connection refused). "
        "Run `kith doctor` to see what is wrong.\n",
    )  # fmt: skip


def test_a_fault_of_ours_keeps_its_traceback(kith: Kith, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.directory.search import query

    def wrong(_query: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(query, "search", wrong)
    assert isinstance(kith("find", "sleep").exception, KeyError)
