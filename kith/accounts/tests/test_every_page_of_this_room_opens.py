"""Each page answers, in both directions of writing, with the name of its control in plain words."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.accounts import actions
from kith.accounts.tests.browsers import confirmed

MINE = [
    "account", "account_logout", "account_change_password", "account_email", "mfa_index",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "usersessions_list",
    "account_reauthenticate", "settings", "organization_settings", "languages", "members", "invite",
    "log",
]  # fmt: skip
OPEN = [
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_inactive",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", OPEN)
@pytest.mark.django_db
def test_pages_before_signing_in(name, language) -> None:
    page = Client().get(reverse(name), {"lang": language})
    assert page.status_code == 200
    assert b"<h1>" in page.content


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", MINE)
def test_pages_of_an_administrator(cast, name, language) -> None:
    page = confirmed(cast.sofia).get(reverse(name), {"lang": language}, follow=True)
    assert page.status_code == 200
    assert b"<h1>" in page.content
    assert 'style="' not in page.content.decode()


def test_the_page_of_a_member(cast) -> None:
    page = confirmed(cast.sofia).get(reverse("member", args=[cast.amina.id]))
    assert "amina@riverbend.example" in page.content.decode()


def test_the_page_of_an_invitation(cast, mailoutbox) -> None:
    actions.invite(by=cast.sofia, email="noor@example.org", name="Noor", roles=["peer"])
    address = next(w for w in mailoutbox[0].body.split() if w.startswith("http"))
    page = Client().get(address.replace("http://localhost:8000", ""))
    assert "Riverbend Commons" in page.content.decode()


def test_an_account_without_an_organisation_still_has_its_pages(cast) -> None:
    actions.deactivate_member(by=cast.sofia, member=cast.amina)
    browser = confirmed(cast.amina)
    for name in ("account", "mfa_index", "account_change_password", "usersessions_list"):
        assert browser.get(reverse(name), follow=True).status_code == 200
    assert browser.get(reverse("settings")).status_code == 302
