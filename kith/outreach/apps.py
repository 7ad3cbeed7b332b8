"""How Django finds this room."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "kith.outreach"
