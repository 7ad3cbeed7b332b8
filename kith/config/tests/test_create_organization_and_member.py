"""The first organisation and its first member come from the command line."""

import json

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization, User
from kith.config.tests.conftest import Kith

pytestmark = pytest.mark.django_db


def test_an_organisation_is_made_with_a_short_name(kith: Kith) -> None:
    answer = kith("create-organization", "River House", "--time-zone", "Europe/Lisbon", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["slug"] == "river-house"
    assert Organization.objects.get().time_zone == "Europe/Lisbon"


def test_the_same_short_name_twice_is_refused(kith: Kith) -> None:
    kith("create-organization", "River House")
    answer = kith("create-organization", "River House")
    assert answer.exit_code == 1
    assert Organization.objects.count() == 1


def test_an_unknown_kind_is_2(kith: Kith) -> None:
    answer = kith("create-organization", "River House", "--kind", "castle")
    assert answer.exit_code == 2
    assert answer.stderr == "--kind is one of community, refugee, school, agency, congregation.\n"


def test_a_member_gets_a_password_that_is_shown_once(kith: Kith) -> None:
    kith("create-organization", "River House")
    answer = kith("create-member", "river-house", "Ama@River.example", "Ama", "--role", "peer",
                  "--role", "administrator", "--json")  # fmt: skip
    made = json.loads(answer.stdout)
    account = User.objects.get(email="ama@river.example")
    assert account.check_password(made["password"])
    with tenancy.acting_for(Organization.objects.get().id):
        assert Member.objects.get().roles == ["administrator", "peer"]


def test_somebody_with_an_account_keeps_their_password(kith: Kith) -> None:
    for name in ("River House", "Hill House"):
        kith("create-organization", name)
    first = json.loads(kith("create-member", "river-house", "a@b.example", "Ama", "--json").stdout)
    second = json.loads(kith("create-member", "hill-house", "a@b.example", "Ama", "--json").stdout)
    assert "password" not in second
    assert User.objects.get().check_password(first["password"])


def test_an_unknown_organisation_names_those_there_are(kith: Kith) -> None:
    kith("create-organization", "River House")
    answer = kith("create-member", "hill-house", "a@b.example", "Ama")
    assert (answer.exit_code, answer.stderr) == (
        1, "There is no organisation “hill-house”. There are: river-house.\n",
    )  # fmt: skip


def test_a_weak_password_is_refused_and_nobody_is_made(kith: Kith) -> None:
    kith("create-organization", "River House")
    answer = kith("create-member", "river-house", "a@b.example", "Ama", "--password", "short")
    assert answer.exit_code == 2
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [("--country", "Germany"), ("--time-zone", "Mars/Base"), ("--language", "xx")],
)
def test_what_a_form_offers_as_a_list_is_named(kith: Kith, option: str, said: str) -> None:
    answer = kith("create-organization", "River House", option, said)
    assert (answer.exit_code, answer.stderr.startswith(f"{option} is ")) == (2, True)


def test_an_unknown_role_is_2(kith: Kith) -> None:
    kith("create-organization", "River House")
    answer = kith("create-member", "river-house", "ama@river.example", "Ama", "--role", "wizard")
    assert (answer.exit_code, "peer, navigator" in answer.stderr) == (2, True)
