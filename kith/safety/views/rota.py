"""Who is on duty, and where nobody will be."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.safety import access, actions
from kith.safety.forms.desk import AbsenceForm, ShiftForm
from kith.safety.models import Absence
from kith.safety.queries import rota as rows


@members_only(*CARE)
def rota(request: MemberRequest) -> HttpResponse:
    """The next two weeks, gaps first."""
    return _page(request)


@require_POST
@members_only(*CARE)
def add_shift(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = ShiftForm(request.POST, organization=member.organization_id)
    if not form.is_valid():
        return _page(request, shift_form=form)
    actions.add_shift(by=member, **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("rota")


@require_POST
@members_only(*CARE)
def add_absence(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = AbsenceForm(request.POST, organization=member.organization_id)
    if not form.is_valid():
        return _page(request, absence_form=form)
    actions.add_absence(by=member, **form.cleaned_data)
    messages.success(request, _("Kept. Look whether it leaves a gap."))
    return redirect("rota")


@require_POST
@members_only(*CARE)
def end_absence(request: MemberRequest, absence_id: UUID) -> HttpResponse:
    actions.end_absence(absence=access.absence_for(request.member, absence_id), by=request.member)
    return redirect("rota")


@require_POST
@members_only(*CARE)
def move_shift(request: MemberRequest, shift_id: UUID, verb: str) -> HttpResponse:
    """Offer it, take it, take it off."""
    verbs = {
        "offer": actions.offer_shift, "take": actions.take_shift, "cancel": actions.cancel_shift,
    }  # fmt: skip
    if verb not in verbs:
        raise NotYours
    verbs[verb](shift=access.shift_for(request.member, shift_id), by=request.member)
    messages.success(request, _("Kept."))
    return redirect("rota")


def _page(request: MemberRequest, **bound: object) -> HttpResponse:
    member = request.member
    organization = member.organization
    absences = Absence.objects.filter(organization=organization).select_related("member")
    context = {
        "days": rows.days_ahead(organization),
        "gaps": rows.gaps_ahead(organization),
        "absences": absences,
        "is_keeper": member.has_role(*access.KEEPERS),
        "shift_form": ShiftForm(organization=organization.id, initial={"member": member}),
        "absence_form": AbsenceForm(organization=organization.id, initial={"member": member}),
        **bound,
    }
    return render(request, "safety/desk/rota.html", context, status=422 if bound else 200)
