"""How Django finds this room."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "kith.connections"
