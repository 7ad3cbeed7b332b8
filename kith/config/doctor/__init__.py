"""What may be wrong with an installation, how one sees it, and the mend.

Each check is a function that gives findings. None changes anything.
"""

from contextlib import ExitStack
from pathlib import Path

from kith.config import database
from kith.config.doctor import around, inside, machine
from kith.config.doctor.finding import Finding, broken, first_line, well
from kith.config.failures import Broken

__all__ = ["Finding", "examine"]


def examine(
    *, audit: bool = False, heads: Path | None = None, save_heads: Path | None = None
) -> list[Finding]:
    """Every finding: what stands on the disk first, then the database, if it answers.

    `heads`: the log is checked against the ends in this file. `save_heads`: where its ends go, if
    it holds.
    """
    place = around.folder()
    if not place.is_well:
        return [place]
    checked = (*machine.CHECKS, *around.CHECKS)
    findings = [place, *(finding for check in checked for finding in check())]
    with ExitStack() as stack:
        unreachable = _reach(stack)
        if unreachable:
            return [*findings, unreachable]
        findings.append(well("Database", "It answers."))
        checks = inside.CHECKS if _has_tables() else (inside.migrations,)
        findings += [finding for check in checks for finding in check()]
        if audit:
            findings += _log(heads, save_heads)
    return findings


def _log(heads: Path | None, save_heads: Path | None) -> list[Finding]:
    from kith.audit import heads as kept

    try:
        found = list(inside.log(kept.read(heads) if heads else ()))
    except kept.UnreadableHeads:
        return [broken("Log", f"{heads} is not a file of kept ends.", "Take it from its machine.")]
    if save_heads and all(finding.is_well for finding in found):
        count = kept.save(save_heads)
        found.append(well("Log", f"{count} ends are in {save_heads}. Keep it on another machine."))
    return found


def _reach(stack: ExitStack) -> Finding | None:
    """Set Django up with the database behind it; the finding says why it cannot be."""
    from kith.config import programs
    from kith.config.cli.django import ready

    try:
        stack.enter_context(ready())
        from django.db import DatabaseError, connection

        try:
            connection.ensure_connection()
        except DatabaseError as error:
            return broken("Database", f"It does not answer: {first_line(error)}", _database_mend())
    except programs.PostgresMissing as error:
        return broken("Database", first_line(error), "make setup, or set KITH_DATABASE_URL")
    except Broken as error:
        return broken("Database", str(error), "Set it right, then run kith init.")
    return None


def _database_mend() -> str:
    if database.is_private():
        return "Run kith init here, or set KITH_HOME to the folder in which it was run."
    return "Check that the server of KITH_DATABASE_URL runs, then run kith init."


def _has_tables() -> bool:
    from django.db import connection

    return "accounts_organization" in connection.introspection.table_names()
