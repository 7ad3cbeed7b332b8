"""Tablets at the desk: which there are, registering the one in hand, taking one out of use."""

import base64
import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import Refusal
from kith.road import access, actions, cookies, keys, queries
from kith.road.views.sync import refused


@members_only(*access.ROAD)
def devices(request: MemberRequest) -> HttpResponse:
    """Those in use first."""
    rows, is_crew = queries.device_rows(request.member), request.member.has_role(*CARE)
    return render(request, "road/devices.html", {"rows": rows, "is_crew": is_crew})


@require_POST
@never_cache
@members_only(*CARE)
def register(request: MemberRequest) -> JsonResponse:
    """The tablet that asks becomes one of ours. Its secret is said this once, and to it alone."""
    try:
        key = UUID(request.POST.get("replay_key", ""))
    except ValueError:
        key = uuid.uuid4()
    try:
        device = actions.register_device(
            name=request.POST.get("name", ""), replay_key=key, by=request.member
        )
    except Refusal as refusal:
        return refused(refusal)
    response = JsonResponse({
        "handle": device.handle, "name": device.name,
        "organization": request.member.organization.name,
        "public_key": base64.b64encode(bytes(device.public_key)).decode(),
        "secret": base64.b64encode(keys.secret_of(device.id)).decode(),
    })  # fmt: skip
    cookies.mark(response)
    return response


@require_POST
@members_only(*access.ROAD)
def revoke(request: MemberRequest, device_id: UUID) -> HttpResponse:
    device = access.device_for(request.member, device_id)
    actions.revoke_device(device=device, by=request.member)
    messages.success(request, _("This tablet can send nothing any more."))
    return redirect("road_devices")
