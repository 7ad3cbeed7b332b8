"""The app of the tablet: one page that holds nobody, and what it asks when there is signal."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.languages import INTERFACE
from kith.road import access, actions, keys
from kith.road.pack import pack as packed

PARTS = (
    "build/idb.js", "build/queue.js", "road/app.js", "road/forms.js", "road/outbox.js",
    "road/photo.js", "road/seal.js", "road/screens.js", "road/ui.js", "road/road.css",
)  # fmt: skip
"""The scripts and styles of the shell, as the page and its modules name them."""


@members_only(*CARE)
def app(request: MemberRequest) -> HttpResponse:
    """The shell. The same for everybody, so that it may be kept on the tablet."""
    return render(request, "road/app.html", {"languages": INTERFACE})


@never_cache
@members_only(*CARE)
def here(request: MemberRequest) -> JsonResponse:
    """Who is signed in on this tablet; from now on of its crew. `device`: its handle."""
    member = request.member
    device = keys.find(request.GET.get("device", ""))
    state = "unknown"
    if device is not None and device.organization_id == member.organization_id:
        state = "revoked" if device.is_revoked else "known"
        if state == "known":
            actions.join_crew(device=device, by=member)
    return JsonResponse({
        "member": {"id": str(member.id), "name": member.name}, "device": state,
        "csrf": get_token(request), "may_hand_in": member.has_role(*access.SUPERVISE),
    })  # fmt: skip


@never_cache
@members_only(*CARE)
def pack(request: MemberRequest) -> JsonResponse:
    """What the tablet takes along."""
    return JsonResponse(packed(request.member))


@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Keeps the shell of the app, and nothing of anybody; only below this address."""
    parts = [static(name) for name in PARTS]
    parts += [static(f"build/desk{side}.css") for side in ("", ".rtl")]
    context = {
        "version": version(), "parts": parts, "static": settings.STATIC_URL,
    }  # fmt: skip
    return render(request, "road/sw.js", context, content_type="text/javascript; charset=utf-8")


@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> JsonResponse:
    """A neutral name and picture on the tablet's home screen."""
    icons = [
        {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": "any maskable"}
        for size in (192, 512)
    ]  # fmt: skip
    home = reverse("road")
    return JsonResponse(
        {
            "name": "Kith", "short_name": "Kith", "id": home, "start_url": home, "scope": home,
            "display": "standalone", "background_color": "#fbf8f3", "theme_color": "#0f5c5c",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )  # fmt: skip


@cache
def version() -> str:
    """Changes with the shell, so that a tablet with signal takes the new one whole."""
    room = Path(__file__).resolve().parent.parent
    digest = sha256()
    shell = [room / "templates/road" / name for name in ("app.html", "sw.js")]
    for file in sorted([*room.glob("static/road/*"), *shell]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
