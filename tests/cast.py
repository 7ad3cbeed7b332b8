"""The same people in every test.

Amina  peer specialist of Riverbend
Ben    coordinator (navigator) of Riverbend
Chidi  of another organisation, who must see nothing
Dee    seeks help
"""

from dataclasses import dataclass

import pytest
from django.test import Client

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization, Role, User


@dataclass(frozen=True)
class Cast:
    """Two organisations that know nothing of each other, and who works there."""

    riverbend: Organization
    harbour: Organization
    amina: Member
    ben: Member
    sofia: Member
    chidi: Member


def member_of(organization: Organization, name: str, *roles: str) -> Member:
    """A member with an account; the password is the name and a suffix."""
    with tenancy.acting_for(organization.id):
        email = f"{name.lower()}@{organization.slug}.example"
        user = User.objects.create_user(email, f"{name}-pass-1234")
        return Member.objects.create(
            organization=organization, user=user, name=name, roles=list(roles)
        )


@pytest.fixture
def cast(db: None) -> Cast:
    riverbend = Organization.objects.create(
        name="Riverbend Commons", slug="riverbend", languages=["en", "es"], time_zone="UTC",
        crisis_name="Night line", crisis_number="555-0100", emergency_number="112",
    )  # fmt: skip
    harbour = Organization.objects.create(name="Harbour Welcome", slug="harbour", kind="refugee")
    return Cast(
        riverbend=riverbend,
        harbour=harbour,
        amina=member_of(riverbend, "Amina", Role.PEER),
        ben=member_of(riverbend, "Ben", Role.NAVIGATOR),
        sofia=member_of(riverbend, "Sofia", Role.ADMINISTRATOR, Role.DIRECTOR, Role.SUPERVISOR),
        chidi=member_of(harbour, "Chidi", Role.NAVIGATOR, Role.ADMINISTRATOR),
    )


@pytest.fixture
def signed_in():
    """`signed_in(member)` is a browser in which that member has signed in."""

    def open_browser(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return open_browser
