"""The public front pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.connections.queries import periods
from kith.web import crisis as help_lines
from kith.web import needs, samples


def home(request: HttpRequest) -> HttpResponse:
    """What would help? A search box, six everyday needs, and somebody to find it with you."""
    return render(request, "web/home.html", {"needs": needs.everyday()})


def crisis(request: HttpRequest) -> HttpResponse:
    """Help right now; kept by the service worker for when there is no network."""
    lines = help_lines.lines()
    emergency = next((line.emergency for line in lines if line.emergency), "")
    more, steps = help_lines.of_place()
    known = {line.dial for line in lines} | {emergency}
    return render(
        request, "web/crisis.html",
        {"lines": lines, "emergency": emergency or help_lines.WIDEST, "is_known": bool(emergency),
         "more": [shown for shown in more if shown.line.dial not in known], "steps": steps},
    )  # fmt: skip


def privacy(request: HttpRequest) -> HttpResponse:
    """What this server could reveal, and to whom, in plain words."""
    return render(request, "web/privacy.html", {"kept": periods.by_organization()})


def components(request: HttpRequest) -> HttpResponse:
    """Every component, for whoever builds a page."""
    return render(request, "web/components.html", samples.contents(request))
