"""The same people in every test.

Amina  peer specialist of Riverbend
Ben    coordinator (navigator) of Riverbend
Chidi  of another organisation, who must see nothing
Dee    seeks help
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import make_password
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
    amina, ben, sofia = _members(
        riverbend, Amina=[Role.PEER], Ben=[Role.NAVIGATOR],
        Sofia=[Role.ADMINISTRATOR, Role.DIRECTOR, Role.SUPERVISOR],
    )  # fmt: skip
    (chidi,) = _members(harbour, Chidi=[Role.NAVIGATOR, Role.ADMINISTRATOR])
    return Cast(riverbend, harbour, amina, ben, sofia, chidi)


def _members(organization: Organization, **people: list[str]) -> list[Member]:
    """As `member_of`, several at once: nearly every test begins with them."""
    users = [
        User(email=f"{name.lower()}@{organization.slug}.example",
             password=make_password(f"{name}-pass-1234"))
        for name in people
    ]  # fmt: skip
    members = [
        Member(organization=organization, user=user, name=name, roles=roles)
        for user, (name, roles) in zip(users, people.items(), strict=True)
    ]
    with tenancy.acting_for(organization.id):
        User.objects.bulk_create(users)
        return Member.objects.bulk_create(members)


@pytest.fixture
def signed_in():
    """`signed_in(member)` is a browser in which that member has signed in."""

    def open_browser(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return open_browser
