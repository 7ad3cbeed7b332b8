"""Who may open which screen. The rows they see there are each room's own `access.py`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from kith.accounts.models import Role
from kith.core.refusals import NotYours

CARE = (Role.PEER, Role.NAVIGATOR, Role.SUPERVISOR, Role.OUTREACH)
"""Roles that work with people."""


def members_only(*roles: str) -> Callable:
    """The view needs a signed-in member, with one of the roles if any are named.

    Somebody without the role gets what somebody gets who asks for a page that is not there.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            member = getattr(request, "member", None)
            if member is None:
                return redirect_to_login(request.get_full_path())
            if roles and not member.has_role(*roles):
                raise NotYours
            return view(request, *args, **kwargs)

        guarded.needs_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate
