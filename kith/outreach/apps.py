"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "kith.outreach"

    def ready(self) -> None:
        from kith.core import navigation, sources
        from kith.core.navigation import Entry
        from kith.outreach import access, jobs, occasions, tour_jobs  # noqa: F401 - register
        from kith.outreach.supply import Adopted

        sources.supplies.register(Adopted())
        navigation.register(Entry(_("Stops"), "stops", "truck", access.KEEPERS, 46))
        navigation.register(Entry(_("Tours"), "plans", "calendar3", access.KEEPERS, 47))
