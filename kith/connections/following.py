"""The door for somebody with a private code and no account.

There are eight thousand million codes. Guessing is slowed for each address, and for all of them
together, so that a thousand addresses gain nothing. The second limit can be abused to shut the door
for a quarter of an hour; what others wrote in confidence weighs more, and the page gives a number
to call.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from kith.accounts import tenancy
from kith.connections import codes
from kith.connections.models import CodeAttempt, Request, RequestCode
from kith.connections.refusals import TooManyTries, WrongCode
from kith.core import clock, sealing
from kith.core.doors import Held

WINDOW = dt.timedelta(minutes=15)
EACH, TOGETHER = 10, 300
"""Wrong codes within the window."""


@contextmanager
def following(*, code: str, address: str) -> Iterator[Request]:
    """The request of a private code, in a transaction of its organisation. For public pages:

        with access.following(code=code, address=request.META["REMOTE_ADDR"]) as found: ...

    WrongCode or TooManyTries otherwise. Wrong codes are counted by keyed digest of the address and
    the day, never the address itself. A page for signed-in members must catch WrongCode inside its
    view: an error that leaves a view undoes its transaction, and the counting with it.
    """
    who = _who(address)
    _refuse_guessing(who)
    found = _find(code)
    if found is None:
        CodeAttempt.objects.create(who=who)
        raise WrongCode
    with tenancy.acting_for(found.organization_id):
        joined = Request.objects.select_related("person__key", "organization", "owner")
        yield joined.get(pk=found.request_id)


@contextmanager
def held(code: str, address: str) -> Iterator[Held]:
    """The same door for other rooms: whose number it is, and nothing of what was asked."""
    with following(code=code, address=address) as found:
        yield Held(found.organization_id, found.person_id, found.pk)


def _who(address: str) -> str:
    day = clock.today().isoformat()
    return sealing.blind(f"{day}|{address}", settings.SECRETS.blind_key, "address that tries codes")


def _refuse_guessing(who: str) -> None:
    recent = CodeAttempt.objects.filter(at__gt=clock.now() - WINDOW)
    if recent.filter(who=who).count() >= EACH or recent.count() >= TOGETHER:
        raise TooManyTries


def _find(code: str) -> RequestCode | None:
    if len(codes.normalise(code)) != codes.LENGTH:
        return None
    digest = codes.digest_of(code)
    with tenancy.holding_code(digest):
        return RequestCode.objects.filter(digest=digest).first()
