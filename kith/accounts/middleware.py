"""Each request of a member runs in one transaction that sees their organisation and no other."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pghistory
from django.http import HttpRequest, HttpResponse

from kith.accounts import tenancy
from kith.accounts.models import Member


class ActAsMember:
    """Sets `request.member` (or None) and runs the view inside `acting_for`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = _membership(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        member: Member | None = request.member  # type: ignore[attr-defined]
        if member is None:
            return None  # public views open their own transaction where they write
        with tenancy.acting_for(member.organization_id), pghistory.context(member=str(member.id)):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            return response


def _membership(request: HttpRequest) -> Member | None:
    """The membership this session works as: the chosen one, else the first."""
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get("member")
    with tenancy.acting_user(request.user.pk):
        members = Member.objects.active().filter(user=request.user).select_related("organization")
        found = list(members.order_by("created_at", "id"))
    if chosen:
        found.sort(key=lambda m: m.id != UUID(chosen))
    return found[0] if found else None
