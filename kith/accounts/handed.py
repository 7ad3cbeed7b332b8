"""A device of the desk in a person's hands: it shows what it was handed over for, nothing else.

The session stays the member's, and locked: whatever is not named here leads back to the page that
was handed over, and pages that are named see nobody signed in. The member comes back by proving who
they are once more (password, code or passkey); until then no address, arrow or reload opens the
desk. A session that ran out is locked for good: it is nobody's.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import translation
from django.utils.translation import get_language

from kith.accounts.middleware import OPEN_TO_ALL
from kith.accounts.requests import MemberRequest

KEY = "handed"
CONFIRMING = frozenset(
    {
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "account_logout",
    }
)  # fmt: skip
"""Pages by which the member comes back, or leaves the device to somebody else of the staff."""
ALWAYS = frozenset({"crisis", "service_worker", "manifest"})
"""Help stands open on every device, whoever holds it."""


@dataclass(frozen=True, slots=True)
class Handed:
    """home: the address that was handed over. opens: names of the pages that belong to it.
    about: which row it is about, for those pages. name: of the member who waits for the device.
    language: of their pages, put back when they come. after: the latest proof of who they are at
    that moment; only a later one opens the desk again."""

    home: str
    opens: tuple[str, ...]
    about: str
    name: str
    language: str
    after: float


def hand_over(
    request: MemberRequest, *, home: str, opens: tuple[str, ...], about: str
) -> HttpResponse:
    """Lock the session of this device, and lead it to the page that is handed over.

    The session gets a new key: pages that a browser kept for its "back" arrow belong to the old
    one, and are dropped with its cookie.
    """
    member, language = request.member, get_language() or "en"
    handed = Handed(home, opens, about, member.name, language, _last_proof(request))
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.cycle_key()
    request.session[KEY] = asdict(handed)
    UserSession.objects.create_from_request(request)  # so that it can be ended from elsewhere
    response = redirect(home)
    response["Clear-Site-Data"] = '"cache"'
    return response


def found(request: HttpRequest) -> Handed | None:
    """How this device is handed over; None where it is not."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    return Handed(**{**kept, "opens": tuple(kept["opens"])}) if kept else None


class StayWhereHanded:
    """Keeps a device that was handed over on its pages. Stands before whatever finds the member."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = request.path.startswith(OPEN_TO_ALL)
        handed = None if is_open else found(request)
        request.handed = handed  # type: ignore[attr-defined]
        if handed is None:
            return self.get_response(request)
        if _last_proof(request) > handed.after:
            return self._come_back(request, handed)
        name = _name_of(request)
        if name in CONFIRMING:
            return self._in_their_language(request, handed)
        if name not in handed.opens and name not in ALWAYS:
            return _lead_back(request, handed)
        request.user = AnonymousUser()
        return self.get_response(request)

    def _come_back(self, request: HttpRequest, handed: Handed) -> HttpResponse:
        """The member is here again, and so is their language."""
        del request.session[KEY]
        request.handed = None  # type: ignore[attr-defined]
        response = self._in_their_language(request, handed)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, handed.language, max_age=365 * 24 * 3600,
            samesite="Lax", secure=settings.IS_HTTPS, httponly=True,
        )  # fmt: skip
        return response

    def _in_their_language(self, request: HttpRequest, handed: Handed) -> HttpResponse:
        with translation.override(handed.language):
            request.LANGUAGE_CODE = handed.language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response["Content-Language"] = handed.language
        return response


def way_back(to: str) -> str:
    """The address at which a member proves who they are, and then goes on to `to`."""
    return f"{reverse('account_reauthenticate')}?next={to}"


def _lead_back(request: HttpRequest, handed: Handed) -> HttpResponse:
    """A script is told so in a word; a browser is led to the page it may show."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"handed": handed.home}, status=423)
    return redirect(handed.home)


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _last_proof(request: HttpRequest) -> float:
    """When the member last proved who they are, by the records of this session; 0 for never."""
    if not request.user.is_authenticated:
        return 0
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records), default=0)
