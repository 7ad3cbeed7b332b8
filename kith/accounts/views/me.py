"""One's own account, and for whom one works."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.accounts.middleware import ORGANIZATION, find_memberships
from kith.accounts.models import User
from kith.core.refusals import NotYours


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account; two queries."""
    memberships = find_memberships(cast(User, request.user))
    return render(request, "accounts/account.html", {"memberships": memberships})


@login_required
@require_POST
def choose(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    for member in find_memberships(cast(User, request.user)):
        if member.id == member_id:
            request.session[ORGANIZATION] = str(member.organization_id)
            return redirect("/desk/")
    raise NotYours
