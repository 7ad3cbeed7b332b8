"""How Django finds this room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kith.core"
