"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "kith.outreach"

    def ready(self) -> None:
        from kith.core import navigation, sources
        from kith.core.navigation import Entry, Group
        from kith.outreach import access, jobs, occasions, tour_jobs  # noqa: F401 - register
        from kith.outreach.supply import Adopted

        sources.supplies.register(Adopted())
        navigation.register_group(Group("van", _("The van"), "truck"))
        keepers, tours = access.KEEPERS, ("/desk/visits/", "/desk/tours/")
        stops = ("/desk/choices/", "/desk/units/")
        navigation.register(Entry(_("Tours"), "plans", "calendar3", keepers, 46, "van", tours))
        navigation.register(Entry(_("Stops"), "stops", "geo-alt", keepers, 47, "van", stops))
