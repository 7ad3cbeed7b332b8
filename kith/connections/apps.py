"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConnectionsConfig(AppConfig):
    name = "kith.connections"

    def ready(self) -> None:
        from kith.accounts.access import CARE
        from kith.accounts.models import Role
        from kith.audit import words
        from kith.connections import access, circles, jobs, log_words, reactions  # noqa: F401 - register
        from kith.connections.demand import Barriers
        from kith.connections.following import held
        from kith.core import doors, navigation, sources
        from kith.core.navigation import Entry
        from kith.safety import about

        doors.hang(held)
        sources.demands.register(Barriers())
        about.register("request_id", lambda member, id: access.request_for(member, id).person)

        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        sides = (*CARE, Role.PARTNER)
        navigation.register(Entry(_("Today"), "today", "sun", position=10))
        navigation.register(Entry(_("Requests"), "requests", "chat-dots", CARE, 20))
        navigation.register(Entry(_("Referrals"), "referrals", "send", sides, 30))
        navigation.register(Entry(_("People"), "people", "people", CARE, 40))
