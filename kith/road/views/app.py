"""The app of the tablet: one page that holds nobody, and what it asks when there is signal."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.road import access, actions, keys


@members_only(*CARE)
def app(request: MemberRequest) -> HttpResponse:
    """The shell. The same for everybody, so that it may be kept on the tablet."""
    return render(request, "road/app.html")


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
