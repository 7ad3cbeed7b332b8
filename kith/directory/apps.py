"""How Django finds this room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kith.directory"

    def ready(self) -> None:
        from kith.core.sources import options
        from kith.directory.search import jobs  # noqa: F401 - listens and repeats
        from kith.directory.search.options import DirectoryOptions

        options.register(DirectoryOptions())
