"""Keeps robots out of public forms, asks nobody else for it, and keeps no person out.

A public view that takes a POST begins with `robots.check(request)`; in its form stands
`{% proof_of_work %}`.

With script   the browser proves a little work while the person types: a wide limit.
Without       a field that people cannot see must be empty, the form must have been open for some
              seconds, and a narrower limit holds. The form works either way.

Counters hold a keyed digest that changes every day, never an address. Crisis pages take no POST and
are never limited. Several people behind one address (a shelter, a library) are expected.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kith.core import clock, proof
from kith.core.refusals import Refusal

CHALLENGE, ANSWER, HONEYPOT = "proof_challenge", "proof_answer", "website"
QUICKEST = dt.timedelta(seconds=2)
HOUR = dt.timedelta(hours=1)
PROVED_AN_HOUR, UNPROVED_AN_HOUR, USES_OF_ONE_PROOF = 120, 20, 5
"""One proof serves a few times: a form comes back with a mistake in it, or is sent twice."""

Counter = Callable[[str, dt.timedelta], int]
"""Counts one more under a key and says how many there were within the span, this one included."""

_counter: Counter | None = None


class SlowDown(Refusal):
    """Too many, too quick, or not by hand."""

    message = _(
        "This form was sent very quickly or very often. Go back, wait a minute and send it again. "
        "Your words are still there."
    )
    status = 429


class FormTooOld(Refusal):
    """The challenge ran out while the page stood open."""

    message = _("This page was open for a long time. Go back, reload it and send it again.")
    status = 422


def count_with(counter: Counter) -> None:
    """Say where counts are kept. The shell does, since this room has no tables."""
    global _counter
    _counter = counter


def key() -> bytes:
    """The key for challenges and counters, apart from every other use of the secret."""
    return hashlib.sha256(f"robots|{settings.SECRET_KEY}".encode()).digest()


def check(request: HttpRequest) -> None:
    """Refuse a robot; call it before any transaction, so that the count outlives a refusal.

    Members are known and have their own limits: they pass.
    """
    if getattr(request, "member", None) is not None:
        return
    if request.POST.get(HONEYPOT):
        raise SlowDown
    signed = request.POST.get(CHALLENGE, "")
    now = clock.now()
    verdict = proof.verify(signed, request.POST.get(ANSWER, ""), key(), now)
    if verdict is proof.Verdict.PROVED:
        _limit(f"used|{signed}", proof.LIFETIME, USES_OF_ONE_PROOF)
        _limit(f"proved|{sender(request)}", HOUR, PROVED_AN_HOUR)
        return
    if verdict is not proof.Verdict.UNPROVED:
        raise FormTooOld
    challenge = proof.read(signed, key())
    if challenge is None or challenge.age(now) < QUICKEST:
        raise SlowDown
    _limit(f"unproved|{sender(request)}", HOUR, UNPROVED_AN_HOUR)


def is_first(request: HttpRequest, what: str) -> bool:
    """Whether this page's form was not sent before: a double click on something that is only
    counted counts once. A page without a challenge is taken at its word."""
    signed = request.POST.get(CHALLENGE, "")
    return not signed or _count(f"{what}|{signed}", proof.LIFETIME) == 1


def sender(request: HttpRequest) -> str:
    """Where a request comes from, as a digest that means nothing tomorrow or elsewhere."""
    message = f"{clock.today()}|{_address(request)}".encode()
    return hmac.new(key(), message, hashlib.sha256).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """The nearest address that no proxy of ours has written."""
    proxies: int = getattr(settings, "PROXIES", 0)
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _limit(what: str, span: dt.timedelta, most: int) -> None:
    if _count(what, span) > most:
        raise SlowDown


def _count(what: str, span: dt.timedelta) -> int:
    if _counter is None:
        raise RuntimeError("Nobody counts: kith.core.robots.count_with was not called.")
    digest = hmac.new(key(), what.encode(), hashlib.sha256).hexdigest()[:32]
    return _counter(digest, span)
