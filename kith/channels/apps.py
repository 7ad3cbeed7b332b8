"""How Django finds this room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "kith.channels"
