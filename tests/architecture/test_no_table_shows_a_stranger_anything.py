"""Each table, asked by a stranger: nothing seen, changed, taken away or planted."""

from django.apps import apps
from django.db import connection

from kith.accounts.tenancy import rowsecurity
from kith.config import database
from kith.core.privacy import Class
from tests.faults.stage import Stage, as_superuser, backstage, stage  # noqa: F401 - a fixture
from tests.faults.walking import TRIES, succeeds, table_findings

OPEN_TO_ALL = {
    "accounts.User": "signing in must find an account before any organisation is known",
    "connections.CodeAttempt": "a keyed digest; guessing is counted across organisations",
}

SEEN_BY_ALL = {
    "connections_keeping": {"sees"},
    "circles_circlelisting": {"sees"},
    "outreach_stoplisting": {"sees"},
}
"""The page on which somebody asks says these periods, before anybody is signed in; the public face
of a circle or of a stop is made for everybody."""
ONE_EACH = {
    "connections_keeping": {"adds", "gives"},
    "outreach_showing": {"adds", "gives"},
}
"""The organisation is the key: a second row of one is refused by it, whatever the policy says."""


def test_a_stranger_can_do_nothing_to_any_table(stage: Stage) -> None:  # noqa: F811
    findings = {
        table: table_findings(stage, table) - SEEN_BY_ALL.get(table, set())
        for table in stage.tables
    }
    assert len(findings) >= 20
    assert {table: found for table, found in findings.items() if found} == {}


def test_the_walk_finds_each_table_whose_policy_is_switched_off(stage: Stage) -> None:  # noqa: F811
    """The mutant: without its policy, every single table must be reported."""
    unnoticed = {}
    with as_superuser(), connection.cursor() as cursor:
        for table in stage.tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')  # some rooms' third lock
            cursor.execute(f'GRANT ALL ON "{table}" TO {database.APP}')
    for table in stage.tables:
        if missed := TRIES - table_findings(stage, table) - ONE_EACH.get(table, set()):
            unnoticed[table] = missed
    assert unnoticed == {}


def test_the_owner_of_a_row_does_see_it(stage: Stage) -> None:  # noqa: F811
    river = stage.riverbend.id
    unseen = [
        table for table in stage.tables
        if not succeeds(river, f'SELECT 1 FROM "{table}" WHERE organization_id = \'{river}\'')
    ]  # fmt: skip
    assert unseen == []


def test_a_table_that_belongs_to_nobody_holds_nothing_personal() -> None:
    """Either a table has a policy, or everything in it may be seen by everybody who serves."""
    owned = set(rowsecurity.owned_models())
    open_models = [
        m for m in apps.get_models()
        if m._meta.app_config.name.startswith("kith.") and m not in owned and hasattr(m, "PRIVACY")
    ]  # fmt: skip
    private = {
        m._meta.label for m in open_models if m.PRIVACY.names(Class.PERSONAL, Class.SENSITIVE)
    }
    assert private <= set(OPEN_TO_ALL)
