"""A member gets an account that can sign in; an account that exists keeps its password."""

import pytest
from allauth.account.models import EmailAddress

from kith.accounts import actions, tenancy
from kith.accounts.actions.members import AlreadyMember, RolesMissing
from kith.accounts.models import Member, Role, User
from kith.audit.models import Entry


def test_the_account_can_sign_in_at_once(cast) -> None:
    member = actions.create_member(
        organization=cast.riverbend, email=" New@Example.org ", name="Noor", roles=[Role.PEER],
        password="a long pass phrase",
    )  # fmt: skip
    assert member.user.email == "new@example.org"
    assert member.user.check_password("a long pass phrase")
    assert EmailAddress.objects.get(user=member.user).verified


def test_one_account_may_belong_to_two_organisations(cast) -> None:
    actions.create_member(
        organization=cast.riverbend, email=cast.chidi.user.email, name="Chidi",
        roles=[Role.COUNCIL], password="something else 99",
    )  # fmt: skip
    user = User.objects.get(email=cast.chidi.user.email)
    assert user.check_password("Chidi-pass-1234")


def test_twice_is_refused_and_changes_nothing(cast) -> None:
    again = {"organization": cast.riverbend, "email": cast.ben.user.email, "name": "B"}
    with pytest.raises(AlreadyMember):
        actions.create_member(**again, roles=[Role.PEER])
    with tenancy.acting_for(cast.riverbend.id):
        assert Member.objects.get(user=cast.ben.user).roles == [Role.NAVIGATOR]
        assert Entry.objects.count() == 0


@pytest.mark.parametrize("roles", [[], ["emperor"]])
def test_a_member_without_a_known_role_is_refused(cast, roles) -> None:
    with pytest.raises(RolesMissing):
        actions.create_member(
            organization=cast.riverbend, email="a@b.example", name="A", roles=roles
        )
    assert not User.objects.filter(email="a@b.example").exists()


def test_nothing_is_saved_when_the_log_cannot_be_written(cast, broken_log) -> None:
    with broken_log, pytest.raises(RuntimeError):
        actions.create_member(
            organization=cast.riverbend, email="a@b.example", name="A", roles=[Role.PEER]
        )
    assert not User.objects.filter(email="a@b.example").exists()
