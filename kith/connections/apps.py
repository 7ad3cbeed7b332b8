"""How Django finds this room; its lines in the desk's rail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kith.core import navigation
from kith.core.navigation import Entry


class ConnectionsConfig(AppConfig):
    name = "kith.connections"

    def ready(self) -> None:
        from kith.accounts.access import CARE
        from kith.accounts.models import Role

        navigation.register(Entry(_("Today"), "today", "sun", position=10))
        navigation.register(Entry(_("Requests"), "requests", "envelope", CARE, 20))
        navigation.register(Entry(_("Referrals"), "referrals", "send", (*CARE, Role.PARTNER), 30))
        navigation.register(Entry(_("People"), "people", "people", CARE, 40))
