"""How Django finds this room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "kith.insight"
