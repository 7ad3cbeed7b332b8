"""Several people at the same moment, each with a connection of their own, on rows that are there.

A race needs committed rows, which no other test may find: they are removed as the superuser.
"""

import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from kith.accounts.models import Member, Organization, Role
from kith.config import database
from tests.cast import member_of


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Each call in a thread of its own, begun at once; what each returned or raised."""
    start, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


class Town:
    """A committed organisation with a name nobody else uses."""

    def __init__(self) -> None:
        self.slug = f"race-{uuid.uuid4().hex[:12]}"
        self.organization = Organization.objects.create(name="Race", slug=self.slug)

    def member(self, name: str, *roles: str) -> Member:
        return member_of(self.organization, name, *(roles or [Role.ADMINISTRATOR]))


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        made = Town()
        try:
            yield made
        finally:
            connection.close()
            _remove(made)


def _remove(town: Town) -> None:
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(database.admin_dsn(name)) as admin:
        admin.execute("SET session_replication_role = replica")
        tables = admin.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'organization_id'"
            " AND table_name NOT LIKE 'directory_%'"
        ).fetchall()
        for (table,) in tables:
            admin.execute(
                f'DELETE FROM "{table}" WHERE organization_id = %s',  # type: ignore[arg-type]
                [town.organization.id],
            )
        admin.execute(
            "DELETE FROM account_emailaddress WHERE email LIKE %s", [f"%@{town.slug}.example"]
        )
        admin.execute("DELETE FROM accounts_user WHERE email LIKE %s", [f"%@{town.slug}.example"])
        admin.execute("DELETE FROM accounts_organization WHERE id = %s", [town.organization.id])
