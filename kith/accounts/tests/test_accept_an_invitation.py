"""The key opens one membership, once, while the invitation is open."""

import datetime as dt

import pytest
from django.test import Client

from kith.accounts import actions, tenancy
from kith.accounts.actions.invitations import InvitationClosed, SignInFirst
from kith.accounts.models import Invitation, Member, User
from kith.accounts.tests.test_invite import NOON, NOOR, key_in
from kith.core import clock


@pytest.fixture
def key(cast, mailoutbox) -> str:
    with clock.stopped_at(NOON):
        actions.invite(by=cast.sofia, **NOOR)
    return key_in(mailoutbox[0])


def at(**later) -> object:
    return clock.stopped_at(NOON + dt.timedelta(**later))


def test_somebody_new_gets_an_account(cast, key) -> None:
    with at(days=6, hours=23):
        member = actions.accept(key=key, name="Noor A.", password="a long pass phrase")
    assert (member.name, member.organization) == ("Noor A.", cast.riverbend)
    assert member.roles == ["organiser", "peer"]
    assert member.user.check_password("a long pass phrase")
    with tenancy.acting_for(cast.riverbend.id):
        assert Invitation.objects.get().accepted_at == NOON + dt.timedelta(days=6, hours=23)


def test_the_key_works_once(cast, key) -> None:
    with at(hours=1):
        actions.accept(key=key, password="a long pass phrase")
        with pytest.raises(InvitationClosed):
            actions.accept(key=key, password="another pass phrase")
    assert User.objects.get(email="noor@example.org").check_password("a long pass phrase")


def test_after_a_week_it_opens_nothing(key) -> None:
    with at(days=7), pytest.raises(InvitationClosed):
        actions.accept(key=key, password="a long pass phrase")
    assert not User.objects.filter(email="noor@example.org").exists()


def test_after_it_was_withdrawn_it_opens_nothing(cast, key) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        invitation = Invitation.objects.get()
    with at(hours=1):
        actions.withdraw(by=cast.sofia, invitation=invitation)
        with pytest.raises(InvitationClosed):
            actions.accept(key=key, password="a long pass phrase")


def test_sent_again_the_old_key_opens_nothing(cast, key, mailoutbox) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        invitation = Invitation.objects.get()
    with at(days=8):
        actions.send_again(by=cast.sofia, invitation=invitation)
        with pytest.raises(InvitationClosed):
            actions.accept(key=key, password="a long pass phrase")
        assert actions.accept(key=key_in(mailoutbox[1]), password="a long pass phrase")


@pytest.mark.parametrize("wrong", ["", "x", "a" * 32])
def test_a_made_up_key_opens_nothing(key, wrong) -> None:
    with at(hours=1), pytest.raises(InvitationClosed):
        actions.accept(key=wrong, password="a long pass phrase")


def test_an_account_is_joined_only_by_whoever_is_signed_in_to_it(cast, mailoutbox) -> None:
    chidi = cast.chidi.user
    actions.invite(by=cast.sofia, email=chidi.email, name="Chidi", roles=["council"])
    key = key_in(mailoutbox[0])
    for other in (None, cast.ben.user):
        with pytest.raises(SignInFirst):
            actions.accept(key=key, user=other, password="stolen pass phrase")
    member = actions.accept(key=key, user=chidi)
    assert member.user_id == chidi.id
    chidi.refresh_from_db()
    assert chidi.check_password("Chidi-pass-1234")


def test_nothing_is_saved_when_the_log_cannot_be_written(cast, key, broken_log) -> None:
    with at(hours=1), broken_log, pytest.raises(RuntimeError):
        actions.accept(key=key, password="a long pass phrase")
    assert not User.objects.filter(email="noor@example.org").exists()
    with tenancy.acting_for(cast.riverbend.id):
        assert Invitation.objects.waiting().count() == 1


def test_in_the_browser_one_is_signed_in_at_the_desk(cast, mailoutbox) -> None:
    actions.invite(by=cast.sofia, **NOOR)
    browser = Client()
    address = f"/invitation/{key_in(mailoutbox[0])}/"
    weak = browser.post(address, {"name": "Noor", "password": "short"})
    assert "12" in weak.content.decode()
    answer = browser.post(address, {"name": "Noor", "password": "a long pass phrase"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert browser.get("/desk/settings/").context["member"].name == "Noor"
    with tenancy.acting_for(cast.riverbend.id):
        assert Member.objects.filter(name="Noor").count() == 1
    again = browser.get(address)
    assert again.status_code == 410
