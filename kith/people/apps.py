"""How Django finds this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.people"
