"""How Django finds this room."""

from django.apps import AppConfig


class RegionConfig(AppConfig):
    name = "kith.region"
