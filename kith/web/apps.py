"""How Django finds this room."""

from django.apps import AppConfig

from kith.core import robots


class WebConfig(AppConfig):
    name = "kith.web"

    def ready(self) -> None:
        from kith.web import jobs, models  # noqa: F401 - the worker knows its jobs

        robots.count_with(models.count)
