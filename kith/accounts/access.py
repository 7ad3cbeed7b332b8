"""Who may open which screen. The rows they see there are each room's own `access.py`."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.accounts.models import Invitation, Member, Role
from kith.core.refusals import NotYours

CARE = (Role.PEER, Role.NAVIGATOR, Role.SUPERVISOR, Role.OUTREACH)
"""Roles that work with people."""


def members_only(*roles: str) -> Callable:
    """The view needs a signed-in member, with one of the roles if any are named.

    Somebody without the role gets what somebody gets who asks for a page that is not there. Who
    must confirm with a second factor, and has none, is sent to add one first.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            member = getattr(request, "member", None)
            if member is None:
                return redirect_to_login(request.get_full_path())
            if roles and not member.has_role(*roles):
                raise NotYours
            if member.must_add_second_factor:
                return _ask_for_second_factor(request)
            return view(request, *args, **kwargs)

        guarded.needs_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate


def _ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request, _("Your organisation asks you to add a second way to confirm that it is you.")
    )
    return redirect("mfa_index")


def require_administrator(by: Member) -> None:
    """For actions: only an administrator goes on. Others learn nothing."""
    if not (by.is_active and by.has_role(Role.ADMINISTRATOR)):
        raise NotYours


def member_for(by: Member, member_id: UUID) -> Member:
    """A member of one's own organisation, or NotYours."""
    members = Member.objects.filter(organization_id=by.organization_id, pk=member_id)
    member = members.select_related("user").first()
    if member is None:
        raise NotYours
    return member


def invitation_for(by: Member, invitation_id: UUID) -> Invitation:
    """An invitation of one's own organisation, or NotYours."""
    found = Invitation.objects.filter(organization_id=by.organization_id, pk=invitation_id).first()
    if found is None:
        raise NotYours
    return found
