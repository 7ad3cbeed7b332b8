"""Contacts from a phone that may have no signal: the page it keeps, and what arrives later.

The page holds nobody's name and nothing of anybody: it may lie on a phone. Whom the peer walks with
is told by `pulse` and sealed there by the script.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import clock
from kith.core.refusals import NotYours, Refusal
from kith.peers import access, actions, forms, queries

OLDEST = dt.timedelta(days=30)


@members_only(Role.PEER)
def shell(request: MemberRequest) -> HttpResponse:
    form = forms.ContactForm(auto_id="id_%s")
    del form.fields["replay_key"]  # the phone makes one for each
    return render(request, "peers/desk/contact_shell.html", {"form": form})


@members_only(Role.PEER)
def pulse(request: MemberRequest) -> JsonResponse:
    """Who works here, as a tag that means nothing elsewhere; whom they walk with, by reference."""
    return JsonResponse(
        {
            "who": access.phone_tag(request.member),
            "token": get_token(request),
            "people": queries.contactable(request.member),
        }
    )


@require_POST
@members_only(Role.PEER)
def send(request: MemberRequest) -> JsonResponse:
    """One contact that waited on a phone. However often it arrives it is kept once; a refusal is
    said, so that the phone can show it beside the words."""
    try:
        actions.log_contact(by=request.member, **_said(request))
    except Refusal as refusal:
        return JsonResponse({"state": "refused", "words": str(refusal)})
    return JsonResponse({"state": "kept", "words": ""})


def _said(request: MemberRequest) -> dict[str, Any]:
    form = forms.KeptContactForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Something is missing in this contact. Please write it down once more."))
    data = form.cleaned_data
    match_id: UUID = data.pop("match")
    age = min(dt.timedelta(seconds=data.pop("age")), OLDEST)
    match = access.matches_for(request.member).filter(pk=match_id).first()
    if match is None:
        raise NotYours
    return {**data, "match": match, "happened_at": clock.now() - age}
