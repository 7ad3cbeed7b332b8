"""What is not a page: leaving, the service worker, the manifest, and words to machines."""

import json

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control, never_cache

from kith.road import cookies

ELSEWHERE = "https://www.wikipedia.org/"
"""Known everywhere, in every language, and nobody asks why it is open."""


@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Another site at once, and nothing of this one left that a server can take away.

    A browser's history is not in our hands: the pages say so. A tablet of the road keeps what
    visitors told and nobody has yet: sealed, and only the sign-in goes.
    """
    response = HttpResponseRedirect(getattr(settings, "LEAVE_TO", ELSEWHERE))
    if cookies.is_tablet(request):
        response["Clear-Site-Data"] = '"cache"'
        response.delete_cookie(settings.SESSION_COOKIE_NAME)
    else:
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Keeps the crisis page for when there is no network; at the root, so that it may."""
    styles = mark_safe(json.dumps([static(f"build/public{side}.css") for side in ("", ".rtl")]))  # noqa: S308
    words = {"styles": styles, "static": settings.STATIC_URL}
    return render(request, "web/sw.js", words, content_type="text/javascript; charset=utf-8")


@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> JsonResponse:
    """A neutral name and picture on the home screen."""
    icons = [
        {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": "any maskable"}
        for size in (192, 512)
    ]  # fmt: skip
    return JsonResponse(
        {
            "name": "Kith", "short_name": "Kith", "id": "/", "start_url": "/", "scope": "/",
            "display": "standalone", "background_color": "#fbf8f3", "theme_color": "#0f5c5c",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )  # fmt: skip


@cache_control(max_age=86400)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may know the public pages, and nothing behind a code or a sign-in."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


PRIVATE = ("/desk/", "/account/", "/follow/", "/walk/", "/leave", "/_components")


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether this process serves and its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
