"""How Django finds this room; policies are renewed after each migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _secure(**kwargs: Any) -> None:
    from kith.accounts.tenancy import rowsecurity

    rowsecurity.secure()


class AccountsConfig(AppConfig):
    name = "kith.accounts"

    def ready(self) -> None:
        from kith.accounts.queries import organizations
        from kith.audit import tenants

        post_migrate.connect(_secure, dispatch_uid="kith.rowsecurity")
        tenants.register(organizations.each)
