"""Over a real SMTP conversation: who it is for, and nothing that tells what it is about."""

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from kith.accounts import actions
from kith.accounts.tests.test_invite import NOOR


class Kept:
    """A server that keeps what it gets."""

    def __init__(self) -> None:
        self.letters: list = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 kept"


@pytest.fixture
def post(settings):
    kept = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield kept.letters
    server.stop()


def test_an_invitation(cast, post) -> None:
    actions.invite(by=cast.sofia, **NOOR)
    (letter,) = post
    assert (letter["To"], letter["Subject"]) == ("noor@example.org", "You are invited")
    assert "Riverbend" not in letter.as_string()
    assert "http://localhost:8000/invitation/" in letter.get_content()


def test_a_forgotten_password(cast, post) -> None:
    browser = Client()
    browser.post("/account/password/reset/", {"email": "ben@riverbend.example"})
    (letter,) = post
    assert (letter["To"], letter["Subject"]) == ("ben@riverbend.example", "About your account")
    address = next(w for w in letter.get_content().split() if "/password/reset/key/" in w)
    page = browser.get(address[len("http://testserver") :], follow=True)
    chosen = {"password1": "a new long phrase", "password2": "a new long phrase"}
    browser.post(page.redirect_chain[-1][0], chosen)
    cast.ben.user.refresh_from_db()
    assert cast.ben.user.check_password("a new long phrase")
    assert [str(each["Subject"]) for each in post] == ["About your account"] * 2


def test_an_address_nobody_has_gets_no_letter_and_the_same_page(cast, post) -> None:
    known = Client().post("/account/password/reset/", {"email": "ben@riverbend.example"})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(post) == 1
