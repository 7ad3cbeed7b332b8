"""What broke around Kith, in a sentence that says what to do, and the exit code that goes with it.

Looks only at modules that were imported already: whatever was not cannot have raised anything.
"""

import errno
import sys

from kith.config.failures import Exit, Failure

DOCTOR = "Run `kith doctor` to see what is wrong."
FULL = "The disk is full. Make room, then do it again: nothing was left half done."
BY_STATE = {
    "53100": FULL,
    "53300": "The database has no connection free. Stop what else uses it, or allow it more "
    "(max_connections), then do it again.",
    "42501": "The database role may not do this. KITH_DATABASE_URL must be the owner of the "
    "database; extensions that it may not make, an administrator makes once: see docs/how-to/"
    "go-live.md.",
}
"""SQLSTATE -> sentence. Source: PostgreSQL documentation, appendix A."""


def explain(error: BaseException) -> tuple[str, int] | None:
    """The sentence and the code, or None for what nobody foresaw."""
    if isinstance(error, Failure):
        return str(error), error.code
    if isinstance(error, _loaded("kith.core.refusals", "Refusal")):
        return str(error), Exit.REFUSED
    sentence = _of_database(error) or _of_machine(error)
    return (sentence, Exit.ENVIRONMENT) if sentence else None


def _of_database(error: BaseException) -> str:
    """Django wraps what psycopg raises; the state is psycopg's."""
    ours = (*_loaded("psycopg", "Error"), *_loaded("django.db", "Error"))
    if not isinstance(error, ours):
        return ""
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    if state in BY_STATE:
        return BY_STATE[state]
    away = (*_loaded("psycopg", "OperationalError"), *_loaded("django.db", "OperationalError"),
            *_loaded("psycopg_pool", "PoolTimeout"))  # fmt: skip
    return f"The database does not answer{_why(error)}. {DOCTOR}" if isinstance(error, away) else ""


def _why(error: BaseException) -> str:
    """What libpq says; it never repeats a password."""
    lines = str(error).strip().splitlines()
    return f" ({lines[0].strip().rstrip('.')})" if lines else ""


def _of_machine(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return ""
    where = f" {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Kith may not read or write{where or ' a file it needs'}. Look whose it is."
    return ""


def _loaded(module: str, name: str) -> tuple[type[BaseException], ...]:
    found = getattr(sys.modules.get(module), name, None)
    return (found,) if found else ()
