"""How a browser is known to be a registered tablet: whatever clears storage must leave it alone.

The cookie says nothing but that; who sets it by hand only keeps what they could keep anyway.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "kith_tablet"
FIVE_YEARS = 5 * 365 * 24 * 3600


def mark(response: HttpResponse) -> None:
    """This browser holds an outbox from now on."""
    response.set_cookie(
        NAME, "1", max_age=FIVE_YEARS, samesite="Lax", secure=settings.IS_HTTPS, httponly=True
    )


def is_tablet(request: HttpRequest) -> bool:
    return request.COOKIES.get(NAME) == "1"
