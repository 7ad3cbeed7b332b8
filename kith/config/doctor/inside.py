"""What can be seen in the database, as the role that serves."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kith.config import database
from kith.config.doctor.finding import Finding, broken, look, well
from kith.core import clock

if TYPE_CHECKING:
    from kith.audit.verifying import SignedHead

MOST_SKEW = dt.timedelta(seconds=5)
SILENT_AFTER = dt.timedelta(minutes=2)


def role() -> Iterator[Finding]:
    """A role that bypasses row security shows every organisation's rows to all."""
    from django.db import connection

    try:
        database.refuse_bypass(connection)
    except database.CannotServe as error:
        yield broken("Role", str(error), "Serve as kith_app.")
    else:
        yield well("Role", f"{connection.settings_dict['USER']} cannot bypass row security.")


def version() -> Iterator[Finding]:
    """Kith asks for what older servers do not have."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        number = cursor.fetchone()[0]
    try:
        database.refuse_old(number)
    except database.CannotServe as error:
        what, _, mend = str(error).partition(" Point ")
        yield broken("Version", what, f"Point {mend}")
    else:
        yield well("Version", f"PostgreSQL {number // 10_000}.{number % 10_000}.")


def migrations() -> Iterator[Finding]:
    """Code and tables must be of one version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield broken("Migrations", f"{len(waiting)} are not applied.", "kith migrate")
    else:
        yield well("Migrations", "All are applied.")


def policies() -> Iterator[Finding]:
    """Every table that belongs to organisations has its row policy, switched on."""
    from django.db import connection

    from kith.accounts.tenancy import rowsecurity

    wanted = {model._meta.db_table for model in rowsecurity.owned_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND p.polname = %s",
            [rowsecurity.POLICY],
        )
        open_ones = sorted(wanted - {name for (name,) in cursor.fetchall()})
    if open_ones:
        yield broken("Row security", f"Nothing guards {', '.join(open_ones)}.", "kith migrate")
    else:
        yield well("Row security", f"{len(wanted)} tables are guarded.")


def clocks() -> Iterator[Finding]:
    """Due times and one-time codes need one time of day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skew = abs(cursor.fetchone()[0] - dt.datetime.now(dt.UTC))
    if skew > MOST_SKEW:
        apart = f"This machine and the database are {skew.total_seconds():.0f} s apart."
        yield look("Clock", apart, "Let both keep time by NTP.")
    else:
        yield well("Clock", "This machine and the database agree.")


def worker() -> Iterator[Finding]:
    """Messages, reminders and expiry wait for a worker."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(last_heartbeat), (SELECT count(*) FROM procrastinate_jobs"
            " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at < now())),"
            " (SELECT count(*) FROM procrastinate_jobs j JOIN procrastinate_workers w"
            " ON w.id = j.worker_id WHERE j.status = 'doing' AND w.last_heartbeat < %s)"
            " FROM procrastinate_workers",
            [clock.now() - SILENT_AFTER],
        )
        seen, waiting, stalled = cursor.fetchone()
    is_alive = seen and clock.now() - seen < SILENT_AFTER
    if not is_alive:
        yield look("Worker", f"None is running; {waiting} jobs wait.", "kith worker")
    else:
        yield well("Worker", f"It runs; {waiting} jobs wait.")
    if stalled:
        yield look("Worker", f"{stalled} jobs are stuck with a worker that is gone.",
                   "kith worker: it takes them up within two minutes")  # fmt: skip


def crisis_lines() -> Iterator[Finding]:
    """Somebody in danger must find a number on every page."""
    from kith.accounts.models import Organization

    found = list(Organization.objects.order_by("name"))
    if not found:
        yield look("Organisations", "There is none yet.", "kith create-organization NAME")
    for organization in found:
        if organization.takes_requests and not organization.crisis_number:
            yield broken("Crisis line", f"{organization.name} shows no number to call.",
                         "Settings, Organisation, Crisis line")  # fmt: skip
    if found and all(o.crisis_number or not o.takes_requests for o in found):
        yield well("Crisis line", "Everybody who is asked for help shows one.")


def safety() -> Iterator[Finding]:
    """Whoever promises that somebody answers must have somebody who does."""
    from kith.accounts import tenancy
    from kith.accounts.models import Organization
    from kith.safety import clocks
    from kith.safety.queries import readiness

    for organization in Organization.objects.filter(takes_requests=True).order_by("name"):
        with tenancy.acting_for(organization.id):
            missing = readiness.missing(organization)
            is_live = clocks.of(organization.id).live_since is not None
        what = f"{organization.name}: " + " ".join(item.what for item in missing)
        if missing and is_live:
            yield broken("Safety", what, "Settings, Safety: it is live and not ready")
        elif missing:
            yield look("Safety", what, "Settings, Safety, then go live")
        elif is_live:
            yield well("Safety", f"{organization.name} is live, and the rota has no gap.")
        else:
            yield look("Safety", f"{organization.name} is ready and not live.",
                       "Settings, Safety, Go live")  # fmt: skip


def log(known: Iterable["SignedHead"] = ()) -> Iterator[Finding]:
    """The log of who read what: each entry carries the hash of the one before. `known` are ends
    kept elsewhere, against which a log that was set back is found."""
    from kith.accounts.models import Organization
    from kith.audit import chain

    names = dict(Organization.objects.values_list("id", "name"))
    kept = list(known)
    breaks = list(chain.verify_all(kept))
    for broke in breaks:
        where = f"{names.get(broke.organization, broke.organization)}, {broke.stream}"
        what = f"{where}: at entry {broke.sequence} {broke.what}."
        yield broken(
            "Log", what, "Keep a copy of the database as it is; ask who could write to it."
        )
    if not breaks:
        against = f", against {len(kept)} ends kept elsewhere" if kept else ""
        yield well("Log", f"Every chain holds{against}.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    version, role, migrations, policies, clocks, worker, crisis_lines, safety,
)  # fmt: skip
