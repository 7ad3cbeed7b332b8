"""Who is acting, said to the database for the length of a transaction.

`SET` on a pooled connection leaks into the next request; `set_config(..., true)` ends with the
transaction. Blocks nest: leaving one puts back what the outer one said.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting(%s, true), set_config(%s, %s, true)", [name, name, value]
            )
            before = cursor.fetchone()[0] or ""
        yield
        # After an error there is nothing to put back: the rollback has done it.
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [name, before])


@contextmanager
def acting_for(organization: UUID | str | None) -> Iterator[None]:
    """A transaction that sees this organisation's rows. None sees nobody's."""
    with _setting("kith.organization", str(organization or "")):
        yield


@contextmanager
def acting_user(user: UUID | str | None) -> Iterator[None]:
    """A transaction in which a user may find their own memberships."""
    with _setting("kith.user", str(user or "")):
        yield


@contextmanager
def holding_code(digest: str) -> Iterator[None]:
    """A transaction in which the row that belongs to a private code may be found."""
    with _setting("kith.code", digest):
        yield
