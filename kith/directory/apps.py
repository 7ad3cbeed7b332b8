"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "kith.directory"

    def ready(self) -> None:
        from kith.audit import words
        from kith.core import navigation
        from kith.core.sources import options, supplies
        from kith.directory import jobs as upkeep  # noqa: F401 - repeats
        from kith.directory import log_words
        from kith.directory.exporting import jobs as exports  # noqa: F401 - known to the worker
        from kith.directory.importing import jobs as imports  # noqa: F401 - known to the worker
        from kith.directory.search import jobs  # noqa: F401 - listens and repeats
        from kith.directory.search.options import DirectoryOptions
        from kith.directory.supply import Listed

        words.register_subjects(log_words.SUBJECTS)
        options.register(DirectoryOptions())
        supplies.register(Listed())
        navigation.register(
            navigation.Entry(_("Directory"), "desk_directory", "signpost-split", position=50)
        )
