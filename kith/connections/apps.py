"""How Django finds this room."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "kith.connections"

    def ready(self) -> None:
        from kith.connections import jobs, reactions  # noqa: F401 - they register themselves
