"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafetyConfig(AppConfig):
    name = "kith.safety"

    def ready(self) -> None:
        from kith.accounts.access import CARE
        from kith.audit import words
        from kith.core import alarms, navigation
        from kith.core.navigation import Entry
        from kith.people import kept
        from kith.safety import access, jobs, log_words, reactions  # noqa: F401 - they register themselves
        from kith.safety.bell import SafetyBell

        alarms.hang(SafetyBell())
        kept.register(access.people_needed_since)
        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        navigation.register(Entry(_("Concerns"), "concerns", "shield-check", CARE, 15))
        navigation.register(Entry(_("On duty"), "rota", "calendar-event", CARE, 45))
