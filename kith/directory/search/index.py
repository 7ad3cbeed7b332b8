"""Make the listings again: for everything, or for the services that changed. Safe to repeat.

Runs inside the caller's transaction, so that nobody searches what is no longer so.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kith.accounts.models import Organization as Tenant
from kith.core import clock
from kith.directory.search import building, dates

AHEAD = dt.timedelta(days=120)
"""How far dated hours are counted out; a job does it again every night."""

FEW = 2000
"""More services than this and the list of known words is made again at once, not at night."""


def refresh(service_ids: Sequence[UUID] | None = None) -> int:
    """Make listings anew and say how many. None means all of them."""
    ids = None if service_ids is None else list(service_ids)
    today = clock.today()
    known = {"ids": ids, "today": today, "horizon": today + AHEAD, "zone": _usual_zone(),
             "zones": _known_zones()}  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kith listing'))")
        is_large = ids is None or len(ids) > FEW
        with _for_bulk(cursor) if is_large else nullcontext():
            _remove(cursor, ids)
            for statement in building.STATEMENTS:
                cursor.execute(statement, known)
            count = _count(cursor)
            dates.count_out(cursor, today, today + AHEAD)
            _drop_temporary(cursor)
        if is_large:
            renew_words()
    return count


@contextmanager
def _for_bulk(cursor: Any) -> Iterator[None]:
    """Settings for many rows, put back afterwards: the transaction is the caller's.

    After a large import nobody has counted the tables yet, and the planner would go row by row.
    """
    wanted = {"work_mem": "64MB", "enable_nestloop": "off"}
    before = {}
    for name, value in wanted.items():
        cursor.execute("SELECT current_setting(%s), set_config(%s, %s, true)", [name, name, value])
        before[name] = cursor.fetchone()[0]
    yield
    for name, value in before.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def renew_words() -> None:
    """Count the words and towns that listings use. Old ones do no harm until then."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, statement in (
            ("directory_searchword", building.WORDS),
            ("directory_searchplace", building.TOWNS),
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            cursor.execute(statement)


def _usual_zone() -> str:
    """Of the installation's first organisation: for listings that nobody has placed in a zone."""
    first = Tenant.objects.order_by("created_at", "id").values_list("time_zone", flat=True).first()
    return first or "UTC"


@cache
def _known_zones() -> list[str]:
    """Asked once: the server reads six hundred files for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def _remove(cursor: Any, ids: list[UUID] | None) -> None:
    gone = "" if ids is None else " WHERE service_id = ANY (%(ids)s::uuid[])"
    of_gone = gone and f" WHERE listing_id IN (SELECT id FROM directory_listing{gone})"  # noqa: S608
    for table, condition in (
        ("datedhours", of_gone),
        ("listingcard", of_gone),
        ("listing", gone),
    ):
        cursor.execute(f"DELETE FROM directory_{table}{condition}", {"ids": ids})  # noqa: S608


def _count(cursor: Any) -> int:
    cursor.execute("SELECT count(*) FROM new_line")
    return int(cursor.fetchone()[0])


def _drop_temporary(cursor: Any) -> None:
    """So that one transaction may refresh twice."""
    cursor.execute(
        "DROP TABLE new_line, new_place, new_term, new_spoken, new_call, new_rule, new_hours,"
        " new_text, new_area, new_gathered, new_worded, new_titled"
    )
