"""Django made ready for one command, with the private database running as long as it lasts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def database() -> Iterator[None]:
    """The database runs inside the block: ours is started if need be, another's must be there."""
    from kith.config import database as settings
    from kith.config import postgres

    if not settings.is_private():
        yield
        return
    with postgres.running():
        yield


@contextmanager
def ready(role: str | None = None) -> Iterator[None]:
    """Django set up as the application role, or another, without a pool."""
    if role:
        os.environ["KITH_ROLE"] = role
    os.environ["KITH_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    with database():
        import django
        from django.db import connections

        django.setup()
        try:
            yield
        finally:
            connections.close_all()
