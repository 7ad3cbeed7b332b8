"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadConfig(AppConfig):
    name = "kith.road"

    def ready(self) -> None:
        from kith.accounts.access import CARE
        from kith.audit import words
        from kith.connections import shelves
        from kith.core import navigation
        from kith.core.navigation import Entry
        from kith.peers import telling
        from kith.road import jobs, log_words, reactions  # noqa: F401 - register
        from kith.road.shelf import Shelf

        shelves.put_up(Shelf())
        telling.LEADS_TO["tablet"] = "road_question"
        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        navigation.register(Entry(_("On the road"), "road", "tablet", CARE, 49, "van"))
        navigation.register(
            Entry(_("From the tablets"), "road_conflicts", "inbox", CARE, 49, "van")
        )
