"""A second factor: reminded of, or asked for by the organisation; its secret is sealed."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.test import Client

from kith.accounts import actions, tenancy
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry

SECRET = "JBSWY3DPEHPK3PXP"


def add_app(member) -> None:
    totp.TOTP.activate(member.user, SECRET)


def code_now(secret: str) -> str:
    """The six digits that an app shows in this half minute."""
    now = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def test_by_default_one_is_reminded(cast) -> None:
    page = confirmed(cast.sofia).get("/desk/settings/").content.decode()
    assert "Add a second factor" in page
    add_app(cast.sofia)
    assert (
        "Add a second factor" not in confirmed(cast.sofia).get("/desk/settings/").content.decode()
    )


@pytest.mark.parametrize(("who", "status"), [("sofia", 302), ("ben", 200)])
def test_where_it_is_required_administrators_and_directors_add_one_first(cast, who, status) -> None:
    actions.change_organization(by=cast.sofia, requires_second_factor=True)
    member = getattr(cast, who)
    answer = confirmed(member).get("/desk/settings/")
    assert answer.status_code == status
    if status == 302:
        assert answer["Location"] == "/account/2fa/"
        assert confirmed(member).get("/account/2fa/").status_code == 200
        add_app(member)
        assert confirmed(member).get("/desk/settings/").status_code == 200


def test_spare_codes_alone_do_not_count(cast) -> None:
    actions.change_organization(by=cast.sofia, requires_second_factor=True)
    RecoveryCodes.activate(cast.sofia.user)
    assert confirmed(cast.sofia).get("/desk/settings/").status_code == 302


def test_the_secret_is_not_in_the_database(cast) -> None:
    add_app(cast.sofia)
    stored = str(Authenticator.objects.get().data)
    assert SECRET not in stored
    assert get_adapter().decrypt(Authenticator.objects.get().data["secret"]) == SECRET


def test_signing_in_asks_for_the_code_and_is_recorded(cast) -> None:
    add_app(cast.ben)
    browser = Client()
    asked = browser.post(
        "/account/login/", {"login": "BEN@riverbend.example", "password": "Ben-pass-1234"}
    )
    assert asked["Location"].startswith("/account/2fa/authenticate/")
    assert browser.get("/desk/settings/").status_code == 302
    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "too old" in wrong.content.decode()
    code = code_now(SECRET)
    done = browser.post("/account/2fa/authenticate/", {"code": code})
    assert done["Location"] == "/desk/"
    assert browser.get("/desk/settings/").status_code == 200
    with tenancy.acting_for(cast.riverbend.id):
        assert Entry.objects.get().verb == "signed_in"


def test_adding_and_taking_away_are_recorded(cast, monkeypatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda told, **_kwargs: told())
    browser = confirmed(cast.ben)
    browser.get("/account/2fa/totp/activate/")
    secret = browser.session[totp.SECRET_SESSION_KEY]
    browser.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    browser.post("/account/2fa/totp/deactivate/")
    with tenancy.acting_for(cast.riverbend.id):
        found = [(e.verb, e.detail["type"]) for e in Entry.objects.order_by("sequence")]
    assert found[0] == ("second_factor_added", "totp")
    assert ("second_factor_removed", "totp") in found
