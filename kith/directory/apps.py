"""How Django finds this room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kith.directory"
