"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CirclesConfig(AppConfig):
    name = "kith.circles"

    def ready(self) -> None:
        from kith.accounts.models import Role
        from kith.audit import words as log
        from kith.circles import (  # noqa: F401 - register
            jobs,
            log_words,
            reactions,
            telling,
            words,
        )
        from kith.circles.options import CircleOptions
        from kith.core import navigation
        from kith.core.navigation import Entry
        from kith.core.sources import options
        from kith.directory.templatetags import reasons
        from kith.peers import telling as peers

        options.register(CircleOptions())
        reasons.WORDS.update(words.WORDS)
        peers.LEADS_TO.update(telling.LEADS_TO)
        log.register_verbs(log_words.VERBS)
        log.register_subjects(log_words.SUBJECTS)
        circles = (Role.PEER, Role.NAVIGATOR, Role.SUPERVISOR)
        navigation.register(Entry(_("Circles"), "circles", "chat-dots", circles, 43))
        aid = (Role.PEER, Role.SUPERVISOR)
        navigation.register(Entry(_("Offers and asks"), "postings", "hand-thumbs-up", aid, 44))
