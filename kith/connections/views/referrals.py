"""Referrals of both sides. A partner contact sees these pages and no others of this room."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.connections import access, actions, forms, queries
from kith.connections.models import Consent, Referral
from kith.connections.views.today import page_number
from kith.core.refusals import NotYours, Refusal
from kith.directory.models import Service

SIDES = (*CARE, Role.PARTNER)


@members_only(*SIDES)
def referrals(request: MemberRequest) -> HttpResponse:
    direction = "sent" if request.GET.get("direction") == "sent" else "received"
    rows = queries.referral_list(
        request.member,
        direction=direction,
        state=request.GET.get("state", "open"),
        page=page_number(request),
    )
    context = {"page": rows, "direction": direction}
    return render(request, "connections/desk/referrals.html", context)


@members_only(*SIDES)
def referral(request: MemberRequest, referral_id: UUID) -> HttpResponse:
    return _shown(request, referral_id)


def _shown(request: MemberRequest, referral_id: UUID, opened: Any = None) -> HttpResponse:
    page, is_mine = _page(request, referral_id)
    context = {
        "page": page,
        "row": page.referral,
        "is_mine": is_mine,
        "opened": opened,
        "answer_form": forms.AnswerForm(),
        "reason_form": forms.ReasonForm(),
        "refer_form": forms.ReferForm(),
    }
    return render(request, "connections/desk/referral.html", context)


def _page(request: MemberRequest, referral_id: UUID) -> tuple[Any, bool]:
    """As the sender sees it, else as the receiver does, else as nobody."""
    member = request.member
    try:
        return queries.referral_for_sender(member, referral_id), True
    except NotYours:
        return queries.referral_for_receiver(member, referral_id), False


def _found(request: MemberRequest, referral_id: UUID) -> tuple[Referral, bool]:
    member = request.member
    try:
        return access.sent_referral_for(member, referral_id), True
    except NotYours:
        return access.received_referral_for(member, referral_id), False


@require_POST
@members_only(*SIDES)
def open_referral(request: MemberRequest, referral_id: UUID) -> HttpResponse:
    """Shows what travels with it, and says that the reading was recorded."""
    found, _is_mine = _found(request, referral_id)
    opened = actions.open_referral(referral=found, by=request.member)
    return _shown(request, referral_id, opened)


@require_POST
@members_only(*SIDES)
def move_referral(request: MemberRequest, referral_id: UUID, move: str) -> HttpResponse:
    """One move of the table; who may make it is the table's matter."""
    found, is_mine = _found(request, referral_id)
    try:
        _move(request, found, move, is_mine)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("referral", referral_id)


def _move(request: MemberRequest, found: Referral, move: str, is_mine: bool) -> None:
    member = request.member
    said = {
        name: request.POST.get(name, "")
        for name in ("reason", "reason_code", "outcome_code", "outcome")
    }
    if is_mine and move == "send":
        note, why = request.POST.get("note", ""), request.POST.get("override_reason", "")
        actions.send_referral(
            referral=found, note=note[:2000], override_reason=why[:300], by=member
        )
    elif is_mine and move == "cancel":
        actions.cancel_referral(referral=found, reason=said["reason"], by=member)
    elif is_mine and move == "correct":
        actions.correct_referral(referral=found, by=member)
    elif is_mine and found.receiver_id is None:
        actions.record_answer(referral=found, move=move, by=member, **said)
    elif not is_mine and move in RECEIVER_MOVES:
        actions.answer_referral(referral=found, move=move, by=member, **said)
    else:
        raise NotYours


RECEIVER_MOVES = ("accept", "reject", "start", "hold", "complete", "fail", "cancel")


@members_only(*CARE)
def reopen(request: MemberRequest, referral_id: UUID) -> HttpResponse:
    """Try again elsewhere: choose a service, hear the consent, send; the two stay linked."""
    member = request.member
    found = access.sent_referral_for(member, referral_id)
    service = _chosen_service(request)
    consent_form = forms.SpokenConsentForm(
        request.POST if service and request.method == "POST" else None,
        organization_name=member.organization.name,
        service_name=service.name if service else "",
    )
    refer_form = forms.ReferForm(request.POST if consent_form.is_bound else None)
    if consent_form.is_bound and consent_form.is_valid() and refer_form.is_valid():
        new = _reopened(found, service, consent_form, refer_form, member)
        messages.success(request, _("The referral is on its way."))
        return redirect("referral", new.pk)
    context = {
        "row": found, "service": service, "services": _services(request),
        "consent_form": consent_form, "refer_form": refer_form,
    }  # fmt: skip
    return render(request, "connections/desk/reopen.html", context)


def _reopened(found: Referral, service: Any, consent: Any, refer: Any, member: Any) -> Referral:
    given: Consent = actions.give_consent(
        request=found.request, service_id=service.pk, words=consent.words(),
        shares=tuple(consent.cleaned_data["shares"]), language="en", by=member,
    )  # fmt: skip
    return actions.reopen_referral(
        referral=found, service_id=service.pk, consent=given, by=member, **refer.cleaned_data
    )


def _chosen_service(request: MemberRequest) -> Service | None:
    chosen = request.GET.get("service") or request.POST.get("service")
    if not chosen:
        return None
    try:
        return get_object_or_404(Service.objects.listed(), pk=UUID(chosen))
    except ValueError:
        raise NotYours from None


def _services(request: MemberRequest) -> Any:
    """Listed services whose name holds the words, for choosing another one."""
    words = request.GET.get("q", "").strip()
    if not words:
        return Service.objects.none()
    found = Service.objects.listed().filter(name__icontains=words, do_not_refer=False)
    return found.select_related("organization").order_by("name", "id")[:20]
