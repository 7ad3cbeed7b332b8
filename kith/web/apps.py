"""How Django finds this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kith.web"
