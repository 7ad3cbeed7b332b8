"""The three organisations and the cast."""

from unittest.mock import patch

from django.contrib.auth.hashers import make_password

from kith.accounts import actions, tenancy
from kith.accounts.models import Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling


def load(telling: Telling) -> None:
    """Everybody has the same password, so it is digested once: Argon2 is slow on purpose."""
    digest = make_password(town.PASSWORD)
    with patch("django.contrib.auth.base_user.make_password", lambda _password: digest):
        for tenant in town.TENANTS:
            organization = _found(tenant)
            for player in (p for p in town.CAST if p.tenant == tenant.slug):
                _join(organization, player)
                telling.count("members")
    telling.count("organisations", len(town.TENANTS))


def _found(tenant: town.Tenant) -> Organization:
    return actions.create_organization(
        name=tenant.name,
        slug=tenant.slug,
        kind=tenant.kind,
        id=tenant.id,
        country=town.COUNTRY,
        time_zone=town.TIME_ZONE,
        languages=tenant.languages,
        takes_requests=tenant.takes_requests,
        crisis_name=f"{town.NAME} Night Line",
        crisis_number="555-0100",
        emergency_number="911",
    )


def _join(organization: Organization, player: town.Player) -> None:
    member = actions.create_member(
        organization=organization,
        email=player.email,
        name=player.name,
        roles=player.roles,
        password=town.PASSWORD,
    )
    member.languages = list(player.languages)
    with tenancy.acting_for(organization.id):
        member.save(update_fields=["languages"])
