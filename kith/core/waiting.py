"""A page of long work asks again by itself: with script in place, without it by loading anew.

    <div id="working" hx-get="..." hx-trigger="every 2s" hx-select="#working" hx-swap="outerHTML">

A page that loads itself anew under somebody who reads it, or has it read aloud, loses their place
(WCAG 2.2.1); so that is only for browsers without script. Once the work is done its view answers
the script's question with `done`, and the whole page comes anew, once.
"""

from django.http import HttpRequest, HttpResponse


def is_asked(request: HttpRequest) -> bool:
    """Whether a script asks how far it is."""
    return "HX-Request" in request.headers


def done() -> HttpResponse:
    """It is: load the page."""
    return HttpResponse(headers={"HX-Refresh": "true"})
