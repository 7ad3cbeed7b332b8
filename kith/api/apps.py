"""How Django finds this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kith.api"
