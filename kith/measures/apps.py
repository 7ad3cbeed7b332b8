"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "kith.measures"

    def ready(self) -> None:
        from django.conf import settings

        from kith.accounts.access import CARE
        from kith.accounts.models import Role
        from kith.audit import words
        from kith.core import navigation
        from kith.core.navigation import Entry
        from kith.measures import access, jobs, library, log_words, reactions  # noqa: F401 - register
        from kith.people import kept

        kept.register(access.people_needed_since)
        library.look_also_in(settings.HOME / "measures")
        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        roles = (*CARE, Role.DIRECTOR)
        navigation.register(Entry(_("Measures"), "measures", "clipboard-check", roles, 44))
