"""How Django finds this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeersConfig(AppConfig):
    name = "kith.peers"

    def ready(self) -> None:
        from kith.accounts.models import Role
        from kith.audit import words
        from kith.core import navigation
        from kith.core.navigation import Entry
        from kith.core.sources import options
        from kith.directory.templatetags import reasons
        from kith.peers import (  # noqa: F401 - register
            jobs,
            log_words,
            reactions,
            reason_words,
            telling,
        )
        from kith.peers.options import PeerOptions

        options.register(PeerOptions())
        reasons.WORDS.update(reason_words.WORDS)
        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        navigation.register(Entry(_("My peer work"), "my_peer", "person-check", (Role.PEER,), 42))
        navigation.register(
            Entry(_("Matching"), "seeking", "people", (Role.NAVIGATOR, Role.SUPERVISOR), 43)
        )
        voice = (Role.PEER, Role.SUPERVISOR, Role.DIRECTOR)
        navigation.register(Entry(_("Our voice"), "matters", "megaphone", voice, 45))
        navigation.register(Entry(_("Peers"), "peers", "person-badge", (Role.SUPERVISOR,), 46))
        navigation.register(
            Entry(_("Applications"), "applications", "person-plus",
                  (Role.SUPERVISOR, Role.DIRECTOR), 47)
        )  # fmt: skip
