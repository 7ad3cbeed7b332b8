"""Sensitive screens ask again who it is, when the last answer is over a quarter of an hour old.

A desk left open for a minute must not be enough to invite a stranger or carry out the log.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kith.core import clock

Response = TypeVar("Response", bound=HttpResponseBase)


def recently_confirmed(view: Callable[..., Response]) -> Callable[..., Response]:
    """The view needs a password, a code or a passkey given within the last fifteen minutes.

    Stands below `members_only`. What was being sent is kept and goes on after the confirmation.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        if not is_recent(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    guarded.needs_confirmation = True  # type: ignore[attr-defined]
    return guarded


def is_recent(request: HttpRequest) -> bool:
    """Whether somebody proved who they are a short while ago; signing in counts."""
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records), default=0)
    return clock.now().timestamp() - last < app_settings.REAUTHENTICATION_TIMEOUT
