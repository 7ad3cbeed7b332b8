"""How Django finds this room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "kith.insight"

    def ready(self) -> None:
        from kith.insight import listening  # noqa: F401 - it registers itself
