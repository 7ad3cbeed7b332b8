"""The private code with which somebody without an account follows their request.

Ten digits that look like a telephone number. Made from the installation's secret key and the form's
random key, so that a form sent twice shows the same code; kept nowhere but as a keyed digest.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from kith.connections.models import Request, RequestCode
from kith.core import sealing

LENGTH = 10
FIRST = 2 * 10 ** (LENGTH - 1)  # telephone numbers do not begin with 0 or 1
TRIES = 5


def make_for(requests: Sequence[Request]) -> None:
    """A code for each new request. Where somebody holds the same by chance, the next is taken.

    Row security hides whose it is, so only the unique constraint can tell: it inserts nothing.
    """
    without = list(requests)
    for attempt in range(TRIES):
        RequestCode.objects.bulk_create(
            [_code_of(request, attempt) for request in without], ignore_conflicts=True
        )
        have = RequestCode.objects.filter(request__in=without).values_list("request", flat=True)
        done = set(have)
        without = [request for request in without if request.pk not in done]
        if not without:
            return
    raise RuntimeError("no free code after several tries: too many requests for ten digits")


def again_for(request: Request) -> str:
    """The code of a request made from a form that is sent again; empty once it was destroyed."""
    return again_for_all([request])[request.pk]


def again_for_all(requests: Sequence[Request]) -> dict[UUID, str]:
    """The code of each, by the request's id."""
    held = RequestCode.objects.filter(request__in=requests).values_list("request", "digest")
    digests = dict(held)
    return {request.pk: _again(request, digests.get(request.pk, "")) for request in requests}


def _again(request: Request, digest: str) -> str:
    for attempt in range(TRIES if digest else 0):
        code = _derive(request.organization_id, request.replay_key, attempt)
        if digest_of(code) == digest:
            return code
    return ""


def _code_of(request: Request, attempt: int) -> RequestCode:
    code = _derive(request.organization_id, request.replay_key, attempt)
    return RequestCode(
        digest=digest_of(code), organization_id=request.organization_id, request=request
    )


def digest_of(code: str) -> str:
    """What is kept. Spaces, dashes and other scripts' digits make no difference."""
    return sealing.blind(normalise(code), settings.SECRETS.blind_key, "request code")


def normalise(code: str) -> str:
    """Digits of any script as 0-9, everything else left out."""
    found = (unicodedata.digit(character, None) for character in code)
    return "".join(str(digit) for digit in found if digit is not None)


def written(code: str) -> str:
    """As telephone numbers are written: 234 567 8901."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def _derive(organization: UUID, replay_key: UUID, attempt: int) -> str:
    """HMAC-SHA-256 over a random key of 122 bits: not to be guessed without the secret key.

    The remainder of 256 bits by eight thousand million is uniform to one part in 10^67.
    """
    message = f"request code|{organization}|{replay_key}|{attempt}".encode()
    number = int.from_bytes(hmac.digest(settings.SECRETS.blind_key, message, hashlib.sha256))
    return str(FIRST + number % (10**LENGTH - FIRST))
