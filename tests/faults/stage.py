"""Two organisations and one planted row of Riverbend in every table that belongs to somebody.

Nothing here knows a room: tables, columns and addresses are read from the database and the
resolver, so a room that is built next year is walked without a line being added.

The test connects as the database's superuser and acts as the serving role (`SET ROLE`), so that it
can plant what no application would write, and is then held to the same policies as in life. All of
it happens in one transaction that is thrown away.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection, transaction
from psycopg.conninfo import conninfo_to_dict

from kith.accounts.models import Member, Organization, Role
from kith.config import database
from tests.cast import member_of

MARKER = "zqRvx"
"""Stands in every text of every planted row. Whoever sees it has seen Riverbend's rows."""

FOREIGN = uuid.UUID("0190c0de-0000-7000-8000-0000000f0e16")
"""The id of every planted row, and of whatever it points to: one address tries all tables."""

INTEGER = 190_190_190

LITERALS = {
    "uuid": f"'{FOREIGN}'::uuid", "boolean": "true", "date": "'2026-03-02'", "jsonb": "'{}'",
    "timestamp with time zone": "'2026-03-02 12:00Z'", "time without time zone": "'12:00'",
    "bytea": "'\\x00'", "inet": "'192.0.2.1'", "tsvector": "''", "point": "'(0,0)'",
    "interval": "'1 day'",
}  # fmt: skip
NUMBERS = {"integer", "bigint", "smallint", "numeric", "double precision", "real"}
SMALL = {"smallint": "1", "numeric": "0.5"}
"""Where the number that stands out has no room; a share may have to be below one."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    length: int | None
    is_needed: bool
    is_array: bool

    def literal(self, organization: uuid.UUID) -> str | None:
        """Something that fits, with the marker where there is room; None leaves the default."""
        if self.name == "organization_id":
            return f"'{organization}'"
        if self.type in ("character varying", "text"):
            return f"'{MARKER}'" if (self.length or 99) >= len(MARKER) else "'zq'"
        if not self.is_needed and self.type != "uuid":
            return None
        if self.is_array:
            return "'{}'"
        if self.type in NUMBERS:
            return SMALL.get(self.type, str(INTEGER))
        return LITERALS.get(self.type, "''")


@dataclass(frozen=True, slots=True)
class Stage:
    """Whoever is signed in nowhere, Chidi of Harbour with every role, and Sofia of Riverbend."""

    riverbend: Organization
    harbour: Organization
    chidi: Member
    sofia: Member
    tables: tuple[str, ...]


@contextmanager
def as_superuser() -> Iterator[None]:
    """Do something no application does, in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
        yield
        cursor.execute(f"SET LOCAL session_replication_role = origin; SET ROLE {database.APP}")


def owned_tables() -> tuple[str, ...]:
    """Every table of the database whose rows name an organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'organization_id' AND c.relkind = 'r' AND NOT a.attisdropped"
            " AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'directory_%%'"
            " UNION SELECT tablename FROM pg_policies WHERE policyname = 'kith_tenant'"
            " ORDER BY 1"
        )
        return tuple(name for (name,) in cursor.fetchall())


def columns_of(table: str) -> list[Column]:
    """What can be written, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, character_maximum_length,"
            " is_nullable = 'NO' AND column_default IS NULL, data_type = 'ARRAY'"
            " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
            " AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position",
            [table],
        )
        return [Column(*row) for row in cursor.fetchall()]


def insert_statement(
    table: str, organization: uuid.UUID, other: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A row that names the organisation, with the marker in its texts."""
    values = {c.name: c.literal(organization) for c in columns_of(table)} | dict(other)
    values = {name: value for name, value in values.items() if value is not None}
    names = ", ".join(f'"{name}"' for name in values)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(values.values())})'


def plant(organization: Organization, tables: tuple[str, ...]) -> None:
    """One row of the organisation in each table, past every rule but the policies."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE contype IN ('c', 'x') AND conrelid::regclass::text = ANY(%s)",
            [list(tables)],
        )
        for table, constraint in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint}"')
        for table in tables:
            cursor.execute(insert_statement(table, organization.id))


def fingerprint(organization: Organization, tables: tuple[str, ...]) -> dict[str, str]:
    """Each planted row as the superuser sees it, to find out whether anybody touched it."""
    found = {}
    with as_superuser(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT string_agg(to_jsonb(t)::text, ';') FROM \"{table}\" t"
                " WHERE organization_id = %s AND to_jsonb(t)::text LIKE %s",
                [organization.id, f"%{MARKER}%"],
            )
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def backstage(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The superuser acting as the serving role, in one transaction; nothing is planted."""
    before = dict(connection.settings_dict)
    parts = conninfo_to_dict(database.admin_dsn())
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {
            "USER": parts.get("user", ""), "PASSWORD": parts.get("password", "")
        }  # fmt: skip
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"SET ROLE {database.APP}")
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict |= before


@pytest.fixture
def stage(backstage: None) -> Stage:
    return _set()


def _set() -> Stage:
    riverbend = Organization.objects.create(name="Riverbend Commons", slug="riverbend")
    harbour = Organization.objects.create(name="Harbour Welcome", slug="harbour")
    chidi = member_of(harbour, "Chidi", *Role.values)
    sofia = member_of(riverbend, "Sofia", *Role.values)
    tables = owned_tables()
    plant(riverbend, tables)
    return Stage(riverbend, harbour, chidi, sofia, tables)
