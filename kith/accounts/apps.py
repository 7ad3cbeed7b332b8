"""How Django finds this room; policies are renewed after each migration."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _secure(sender: AppConfig, **kwargs: Any) -> None:
    """Once, after the last room: Django says that it has migrated for each room, one by one."""
    from kith.accounts.tenancy import rowsecurity

    if sender == [config for config in apps.get_app_configs() if config.models_module][-1]:
        rowsecurity.secure()


class AccountsConfig(AppConfig):
    name = "kith.accounts"

    def ready(self) -> None:
        from kith.accounts import log_words, receivers  # noqa: F401 - receivers connect themselves
        from kith.accounts.models import Role
        from kith.accounts.queries import organizations
        from kith.audit import tenants, words
        from kith.core import navigation

        post_migrate.connect(_secure, dispatch_uid="kith.rowsecurity")
        tenants.register(organizations.each)
        words.register_verbs(log_words.VERBS)
        words.register_subjects(log_words.SUBJECTS)
        keepers = (Role.ADMINISTRATOR, Role.DIRECTOR, Role.COUNCIL)
        navigation.register(
            navigation.Entry(_("Settings"), "settings", "gear", roles=keepers, position=90)
        )
