"""The language stands in the address, pages leave no copy, and a refusal becomes a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from kith.core.refusals import Refusal


class LanguageInAddress:
    """`?lang=so` chooses, the cookie remembers, the browser's wish comes last.

    In the address, so that a shared link opens in the language it was read in. Remembered is what
    somebody opened; a page that a script fetches meanwhile, to keep it for later, chooses nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("lang", "")
        known = dict(settings.LANGUAGES)
        if chosen not in known:
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        is_opened = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        if request.GET.get("lang") in known and is_opened:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600,
                samesite="Lax", secure=settings.IS_HTTPS, httponly=True,
            )  # fmt: skip
        return response


class NoCopies:
    """Pages are not kept by the browser unless a view says otherwise: not on a shared telephone,
    not after signing out. Styles, scripts and fonts are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page or getattr(request, "member", None):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Refusals:
    """A refused action answers with its sentence and what to do next; nothing was changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return render(request, "web/refusal.html", {"refusal": error}, status=error.status)
