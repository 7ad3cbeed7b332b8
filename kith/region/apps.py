"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionConfig(AppConfig):
    name = "kith.region"

    def ready(self) -> None:
        from kith.core import navigation
        from kith.core.navigation import Entry
        from kith.region import access, jobs  # noqa: F401 - known to the worker

        navigation.register(
            Entry(_("Access"), "access_questions", "map", access.KEEPERS, 48, "van",
                  also=("/desk/region/",))
        )  # fmt: skip
