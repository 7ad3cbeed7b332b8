"""What everybody may see of circles, and the calendar of whoever holds one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.circles.actions import calendars
from kith.circles.queries.circles import public_circles, public_languages


def circles(request: HttpRequest) -> HttpResponse:
    """Circles that organisations made public. Filters stand in the address."""
    language = request.GET.get("language", "")[:20]
    rows = public_circles(language=language, free=request.GET.get("free") == "1")
    context = {"rows": rows, "languages": public_languages()}
    return render(request, "circles/circles.html", context)


@never_cache
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """For calendar software, which cannot sign in: dates by reference, no name and no place."""
    answer = HttpResponse(calendars.calendar_of(token=key), content_type="text/calendar")
    answer["Content-Disposition"] = 'inline; filename="dates.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
