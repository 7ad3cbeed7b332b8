"""Where a tablet sends: signed by the device, no cookie looked at.

The answer is written after the transaction has ended: what it calls kept is on the disk.
"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith.accounts import tenancy
from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import clock
from kith.core.refusals import Refusal
from kith.road import access, actions, keys, sending
from kith.road.actions import Answer
from kith.road.refusals import UnknownDevice

SIGNATURE = "X-Kith-Signature"


@csrf_exempt  # whoever sends signs with the device's secret
@require_POST
@never_cache
def sync(request: HttpRequest) -> JsonResponse:
    """A sending, perhaps late and perhaps for the second time."""
    try:
        batch = sending.read(request.body)
        signature = request.headers.get(SIGNATURE, "")
        with keys.calling(batch.device, request.body, signature) as device:
            answers = actions.receive(device=device, sending=sending.sending_of(batch))
    except Refusal as refusal:
        return refused(refusal)
    with tenancy.acting_for(device.organization_id):
        actions.settle(organization=device.organization_id)
    return heard(answers)


@require_POST
@members_only(*access.SUPERVISE)
def hand_in(request: MemberRequest) -> JsonResponse:
    """The same from a tablet out of use, by a supervisor who has it in hand and is signed in."""
    try:
        batch = sending.read(request.body)
        signature = request.headers.get(SIGNATURE, "")
        with keys.calling(batch.device, request.body, signature) as device:
            if device.organization_id != request.member.organization_id:
                raise UnknownDevice
            received = sending.sending_of(batch)
            answers = actions.receive(device=device, sending=received, by=request.member)
            actions.settle(organization=device.organization_id)
    except Refusal as refusal:
        return refused(refusal)
    return heard(answers)


def heard(answers: list[Answer]) -> JsonResponse:
    told = [{"id": str(a.id), "state": a.state, "why": a.why} for a in answers]
    return JsonResponse({"now": clock.now().isoformat(), "answers": told})


def refused(refusal: Refusal) -> JsonResponse:
    return JsonResponse({"why": type(refusal).__name__}, status=refusal.status)
