"""Two roles for one database: an owner that migrates, and an application role that cannot bypass
row-level security. The private server's only ready-made role is a superuser, under which every
policy is silently off; so the roles are made here, and `refuse_bypass` stops a start without them.

KITH_DATABASE_URL        any other server, as the owner; the application role is made there
KITH_APP_DATABASE_URL    the application role, where the owner may not make roles
"""

import os
from functools import cache
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from kith.config import home, postgres
from kith.config.failures import Broken

OWNER, APP = "kith_owner", "kith_app"
OLDEST = 15
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "btree_gin", "cube")


class CannotServe(Broken):
    """The database is not in a state in which anybody's data would be safe."""


UNREADABLE = (
    "KITH_DATABASE_URL or KITH_APP_DATABASE_URL cannot be read. "
    "It looks like this: postgresql://name:password@host:5432/kith"
)


def is_private() -> bool:
    """Whether Kith starts its own server."""
    return not os.environ.get("KITH_DATABASE_URL")


def name() -> str:
    return os.environ.get("KITH_DATABASE_NAME", "kith")


@cache
def connection(role: str) -> dict[str, Any]:
    """Django's connection settings for a role, without touching the server."""
    if is_private():
        server = postgres.locate()
        return {"HOST": str(server.sockets), "PORT": "", "USER": role, "NAME": name()}
    if role == APP and (url := os.environ.get("KITH_APP_DATABASE_URL")):
        return _from_url(url)
    settings = _from_url(os.environ["KITH_DATABASE_URL"])
    if role == APP:
        settings |= {"USER": APP, "PASSWORD": home.read_secrets().app_password}
    return settings


def _from_url(url: str) -> dict[str, Any]:
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise Broken(UNREADABLE) from error  # what libpq says of it may repeat the password
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    settings = {django: str(parts.pop(libpq, "")) for libpq, django in known.items()}
    settings["NAME"] = os.environ.get("KITH_DATABASE_NAME") or str(parts.pop("dbname", "kith"))
    parts.pop("dbname", None)
    return settings | {"OPTIONS": dict(parts)}


def admin_dsn(database: str | None = None) -> str:
    """Whoever may make roles, extensions and databases here."""
    if is_private():
        return f"host='{postgres.locate().sockets}' user=postgres dbname={database or 'postgres'}"
    url = os.environ["KITH_DATABASE_URL"]
    return psycopg.conninfo.make_conninfo(url, **({"dbname": database} if database else {}))


def prepare() -> None:
    """Make database, roles, extensions and default grants. Safe to run again."""
    target = str(connection(OWNER)["NAME"])
    with psycopg.connect(admin_dsn(), autocommit=True) as admin:
        refuse_old(admin.info.server_version)
        _make_roles(admin)
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [target]).fetchone():
            _make_database(admin, target)
    prepare_inside(target)


def prepare_inside(target: str) -> None:
    """Extensions and grants inside one database."""
    owner = str(connection(OWNER)["USER"])
    with psycopg.connect(admin_dsn(target), autocommit=True) as admin:
        for extension in EXTENSIONS:
            admin.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
            )
        names = {"owner": owner, "app": APP, "database": target}
        for statement in (*_GRANTS, _NO_JIT):
            admin.execute(
                sql.SQL(statement).format(**{n: sql.Identifier(v) for n, v in names.items()})
            )


_GRANTS = (
    "GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    " GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


_NO_JIT = "ALTER DATABASE {database} SET jit = off"
"""Compiling a search takes longer than doing it; other people's servers have it switched on."""


def refuse_old(version: int) -> None:
    """`version` as PostgreSQL numbers itself: 150004 is 15.4."""
    if version < OLDEST * 10_000:
        raise CannotServe(
            f"This is PostgreSQL {version // 10_000}; Kith needs {OLDEST} or newer. Point "
            "KITH_DATABASE_URL to a newer one, or unset it to use the one that Kith brings."
        )


def _make_database(admin: psycopg.Connection, target: str) -> None:
    owner = str(connection(OWNER)["USER"])
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(target), sql.Identifier(owner)
        )
    )


def _make_roles(admin: psycopg.Connection) -> None:
    wanted = [OWNER, APP] if is_private() else [APP]
    for role in wanted:
        if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            continue
        admin.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(home.read_secrets().app_password)
            )
        )


def refuse_bypass(connection: Any) -> None:
    """Refuse to serve as a role for which row-level security is off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'"
            " AND c.relkind = 'r' AND c.relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        role, can_bypass, owns_tables = cursor.fetchone()
    if can_bypass or owns_tables:
        raise CannotServe(
            f"The database role {role} can see every organisation's rows. Serve as {APP}: "
            "unset KITH_ROLE, or set KITH_APP_DATABASE_URL to a role without BYPASSRLS."
        )
