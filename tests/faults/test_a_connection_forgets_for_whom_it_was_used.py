"""A pooled connection goes from one member's request to the next: nothing may stay in it."""

import psycopg
import pytest
from django.db import connection, transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.config import database

NAMES = ("kith.organization", "kith.user", "kith.code")
HARBOUR = "0190c0de-0000-7000-8000-00000000000a"

pytestmark = pytest.mark.fault


def settings_of(server: psycopg.Connection) -> list[str]:
    return [
        server.execute("SELECT current_setting(%s, true)", [name]).fetchone()[0] or ""
        for name in NAMES
    ]


@pytest.fixture
def server(django_db_setup: None):
    own = database.connection(database.APP)
    with psycopg.connect(
        host=own["HOST"], port=own["PORT"] or None, user=own["USER"],
        password=own.get("PASSWORD"), dbname=connection.settings_dict["NAME"],
    ) as server:  # fmt: skip
        yield server


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_what_was_said_ends_with_the_transaction(server, end) -> None:
    for name in NAMES:
        server.execute("SELECT set_config(%s, %s, true)", [name, HARBOUR])
    assert settings_of(server) == [HARBOUR] * 3
    getattr(server, end)()
    assert settings_of(server) == [""] * 3


def test_the_mutant_without_a_transaction_would_leak(server) -> None:
    """SET on a connection stays: this is why nothing here uses it."""
    server.execute("SELECT set_config('kith.organization', %s, false)", [HARBOUR])
    server.commit()
    assert settings_of(server)[0] == HARBOUR


@pytest.mark.django_db
def test_leaving_a_block_puts_back_what_the_outer_one_said(cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        with tenancy.acting_for(cast.harbour.id):
            assert [m.name for m in Member.objects.all()] == ["Chidi"]
        assert Member.objects.count() == 3
    assert Member.objects.count() == 0


def test_an_error_inside_a_block_leaves_nothing(cast) -> None:
    with pytest.raises(RuntimeError), tenancy.acting_for(cast.riverbend.id):
        raise RuntimeError
    assert Member.objects.count() == 0


def test_a_caught_error_inside_leaves_what_the_outer_block_said(cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        with pytest.raises(RuntimeError), tenancy.acting_for(cast.harbour.id):
            raise RuntimeError
        assert Member.objects.count() == 3
        with transaction.atomic():
            assert Member.objects.count() == 3
