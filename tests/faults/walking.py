"""Every address of the site, filled in with a stranger's ids; every table, asked by a stranger."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from kith.accounts.models import Member
from tests.faults import stage as planted
from tests.faults.stage import FOREIGN, INTEGER, MARKER, Stage

VALUES = {"uuid": str(FOREIGN), "int": str(INTEGER), "str": MARKER, "slug": MARKER, "path": MARKER}
MISSING = {
    "uuid": str(uuid.UUID(int=FOREIGN.int + 1)), "int": str(INTEGER + 1), "str": "zqXxx",
    "slug": "zqXxx", "path": "zqXxx",
}  # fmt: skip
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver, with a stranger's ids and with ids nobody has."""

    pattern: str
    foreign: str
    missing: str

    @property
    def has_id(self) -> bool:
        return self.foreign != self.missing


def addresses() -> list[Address]:
    """Every address, in the order of the resolver."""
    return [_filled(pattern) for pattern in _patterns(get_resolver().url_patterns, "/")]


def _patterns(entries: list[Any], before: str) -> Iterator[str]:
    for entry in entries:
        route = before + _route(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route


def _route(pattern: Any) -> str:
    """A route as `path()` writes it; named groups of a regular expression become text."""
    if not isinstance(pattern, RegexPattern):
        return str(pattern)
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", str(pattern))
    return named.strip("^$").replace("\\Z", "").replace("\\", "")


def _filled(pattern: str) -> Address:
    def fill(values: dict[str, str]) -> str:
        return PARAMETER.sub(lambda m: values.get(m[1] or "str", MARKER), pattern)

    return Address(pattern, fill(VALUES), fill(MISSING))


def browser(member: Member | None) -> Client:
    """Answers with a page of error instead of raising: a crash must not give anything away."""
    client = Client(raise_request_exception=False)
    if member is not None:
        client.force_login(member.user)
    return client


def ask(client: Client, member: Member | None, method: str, address: str) -> Any:
    """One request; signs in again where the last one signed out. A crash is undone alone."""
    if member is not None and "_auth_user_id" not in client.session:
        client.force_login(member.user)
    with transaction.atomic():
        answer = getattr(client, method)(address)
        transaction.set_rollback(answer.status_code >= 500)
    return answer


def place_of(response: Any) -> str:
    """Where it sends one, whichever id was asked for."""
    place = response.headers.get("Location", "")
    for kind, value in VALUES.items():
        place = place.replace(value, kind).replace(MISSING[kind], kind)
    return place


def text_of(response: Any) -> str:
    """Head and body: a stranger's name in a redirect is seen too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{dict(response.headers)} {body.decode(errors='replace')}"


ECHO = re.compile(f"(?:/|=|%2F|%3D){MARKER}")
"""The marker as part of an address: what was asked for comes back in links and redirects."""


PUBLIC_FACES = re.compile(r"/circles/|/stops/([0-9a-f-]{36}/?(poster/)?|[0-9a-z-]+\.ics)?")
"""Pages of rows that an organisation made for everybody, in tables of their own."""


def is_public_face(path: str) -> bool:
    """Whether everybody may read it, by whatever id."""
    return PUBLIC_FACES.fullmatch(path) is not None


def gives_away(response: Any) -> bool:
    """Whether a planted text stands in it, other than where an address is repeated."""
    if is_public_face(response.wsgi_request.path):
        return False
    return MARKER in ECHO.sub("", text_of(response))


TRIES = frozenset({"sees", "changes", "takes", "removes", "adds", "gives"})
"""Everything somebody of another organisation could want to do to a row."""


def table_findings(stage: Stage, table: str) -> set[str]:
    """What somebody of Harbour can do to Riverbend's row of one table. Empty is right."""
    river, harbour = f"'{stage.riverbend.id}'", f"'{stage.harbour.id}'"
    other = _other_keys(table)
    update, whose = f'UPDATE "{table}" SET organization_id =', "WHERE organization_id ="
    tries = {
        "sees": [f'SELECT 1 FROM "{table}" {whose} {river}'],
        "changes": [f"{update} organization_id {whose} {river}"],
        "takes": [f"{update} {harbour} {whose} {river}"],
        "removes": [f'DELETE FROM "{table}" {whose} {river}'],
        "adds": [planted.insert_statement(table, stage.riverbend.id, other)],
        "gives": [
            planted.insert_statement(table, stage.harbour.id, other),
            f"{update} {river} {whose} {harbour}",
        ],
    }
    assert tries.keys() == TRIES
    return {what for what, statements in tries.items() if succeeds(stage.harbour.id, *statements)}


def _other_keys(table: str) -> dict[str, str]:
    """Values for unique columns that the planted row has taken already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT a.attname, format_type(a.atttypid, NULL) FROM pg_index i"
            " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)"
            " WHERE i.indrelid = %s::regclass AND i.indisunique AND a.attname <> 'organization_id'"
            " AND a.attidentity = ''",
            [f'"{table}"'],
        )
        kinds = dict(cursor.fetchall())
    other = {"uuid": f"'{uuid.uuid4()}'", "character varying": "'zqY'", "text": "'zqY'"}
    numbers = {"bigint": "7", "integer": "7"}
    return {
        name: (other | numbers)[kind] for name, kind in kinds.items() if kind in other | numbers
    }


class _Undone(Exception):
    """Leaves the savepoint after a try that worked."""


def succeeds(organization: uuid.UUID, *statements: str) -> bool:
    """Whether the last statement touches a row, as the serving role acting for the organisation."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kith.organization', %s, true)", [str(organization)])
            for statement in statements:
                cursor.execute(statement)
            if cursor.rowcount > 0:
                raise _Undone
    except _Undone:
        return True
    except DatabaseError:
        return False
    return False
