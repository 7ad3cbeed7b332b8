"""How Django finds this room."""

from django.apps import AppConfig

from kith.core import robots


class WebConfig(AppConfig):
    name = "kith.web"

    def ready(self) -> None:
        from kith.web import models

        robots.count_with(models.count)
