"""How Django finds this room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "kith.channels"

    def ready(self) -> None:
        from kith.channels import jobs  # noqa: F401 - it registers itself
