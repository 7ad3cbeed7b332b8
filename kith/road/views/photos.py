"""A photo: looked at, taken away, and the yes it stood on taken back."""

import base64
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import ReasonMissing
from kith.people import access as people
from kith.road import access, actions
from kith.road import days as read
from kith.road.models import Photo, RoadConsent


@members_only(*CARE)
def photo(request: MemberRequest, photo_id: UUID) -> HttpResponse:
    """The picture stands in the page itself, so that no copy of it has an address of its own."""
    return _shown(request, access.photo_for(request.member, photo_id))


@require_POST
@members_only(*CARE)
def take_away(request: MemberRequest, photo_id: UUID) -> HttpResponse:
    """`why`: of Photo.Why."""
    found = access.photo_for(request.member, photo_id)
    try:
        actions.take_away(photo=found, why=request.POST.get("why", ""), by=request.member)
    except ReasonMissing:
        return _shown(request, found, is_reason_missing=True)
    messages.success(request, _("The photo was taken away."))
    return redirect("road_photo", photo_id)


@require_POST
@members_only(*CARE)
def take_back(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """The person said that no photo of theirs may be kept any more."""
    person = people.get_for(request.member, person_id)
    actions.take_back(person=person, purpose=RoadConsent.Purpose.PHOTO, by=request.member)
    messages.success(request, _("Taken back. The photos are gone."))
    return redirect("person", person_id)


def _shown(
    request: MemberRequest, found: Photo, *, is_reason_missing: bool = False
) -> HttpResponse:
    image = b"" if found.is_gone else actions.open_photo(photo=found, by=request.member)
    context = {
        "photo": found, "image": base64.b64encode(image).decode(), "reasons": Photo.Why.choices,
        "day": found.taken_at.astimezone(read.zone_of(request.member)).date(),
        "is_reason_missing": is_reason_missing,
    }  # fmt: skip
    status = 422 if is_reason_missing else 200
    return render(request, "road/photo.html", context, status=status)
