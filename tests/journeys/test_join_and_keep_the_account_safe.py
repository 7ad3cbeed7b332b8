"""Noor is invited, joins, adds an app and a passkey, and from then on signs in with the passkey."""

import hmac
import os
import struct
import time
from base64 import b32decode
from pathlib import Path

import pytest

from tests.journeys.conftest import DESK, PHONE, Site, look, sign_in

pytestmark = pytest.mark.journey


def test_join_and_keep_the_account_safe(visit, chromium, site: Site) -> None:
    key = invite(visit(DESK), site)
    here = site.address.replace("127.0.0.1", "localhost")  # passkeys belong to a name
    context = chromium.new_context(base_url=here, viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(10_000)
    noor = context.new_page()
    with_a_passkey_in_the_phone(noor)

    noor.goto(f"/invitation/{key}/")
    look(noor)
    noor.fill("input[name=password]", "tea on the roof at noon")
    noor.get_by_role("button", name="Join").click()
    noor.wait_for_url("**/desk/**")
    noor.goto("/account/")
    look(noor)

    add_an_app(noor)
    add_a_passkey(noor)
    noor.goto("/account/logout/")
    noor.locator("main form button").click()

    noor.goto("/account/login/")
    look(noor)
    noor.get_by_role("button", name="Sign in with a passkey").click()
    noor.wait_for_url("**/desk/**")
    noor.goto("/account/sessions/")
    assert noor.get_by_text("This browser").count() == 1
    look(noor)
    context.close()


def invite(sofia, site: Site) -> str:
    """The key in the letter to Noor."""
    address = f"noor-{time.time_ns()}@example.org"
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/settings/members/")
    look(sofia)
    sofia.get_by_role("link", name="Invite somebody").click()
    look(sofia)
    sofia.fill("input[name=email]", address)
    sofia.fill("input[name=name]", "Noor")
    sofia.get_by_label("Peer specialist").check()
    sofia.get_by_role("button", name="Send the invitation").click()
    sofia.get_by_text("The invitation is on its way.").wait_for()
    for name in ("organization/", "languages/", "log/"):
        sofia.goto(f"/desk/settings/{name}")
        look(sofia)
    letters = Path(os.environ["KITH_HOME"], "mail").iterdir()
    letter = next(text for text in (file.read_text() for file in letters) if address in text)
    return letter.split("/invitation/")[1].split("/")[0]


def with_a_passkey_in_the_phone(page) -> None:
    """Chromium's own stand-in for the chip of a phone that asks for a finger."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }},
    )  # fmt: skip


def confirm(page) -> None:
    """Where it is asked once more who it is."""
    if "/reauthenticate/" in page.url:
        look(page)
        page.fill("input[name=password]", "tea on the roof at noon")
        page.get_by_role("button", name="Confirm").click()


def add_an_app(page) -> None:
    page.goto("/account/2fa/totp/activate/")
    confirm(page)
    look(page)
    page.fill("input[name=code]", code(page.locator("main code").inner_text()))
    page.get_by_role("button", name="Add an app").click()
    page.wait_for_url("**/recovery-codes/**")
    assert page.locator(".codes li").count() == 10
    look(page)
    page.goto("/account/2fa/")
    look(page)


def add_a_passkey(page) -> None:
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    look(page)
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is added.").wait_for()
    page.goto("/account/2fa/webauthn/")
    look(page)


def code(secret: str) -> str:
    """What an app would show now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
