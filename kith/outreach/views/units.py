"""Units: all on one page, each with its form."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import Refusal
from kith.outreach import access, actions
from kith.outreach.access import KEEPERS
from kith.outreach.forms import UnitForm, typed_of_unit
from kith.outreach.models import Unit


@members_only(*KEEPERS)
def units(request: MemberRequest) -> HttpResponse:
    """Those on the road."""
    rows = Unit.objects.filter(organization_id=request.member.organization_id, ended_at=None)
    return render(request, "outreach/units.html", {"units": rows})


@members_only(*KEEPERS)
def new_unit(request: MemberRequest) -> HttpResponse:
    return _form(request, None)


@members_only(*KEEPERS)
def change_unit(request: MemberRequest, unit_id: UUID) -> HttpResponse:
    return _form(request, access.unit_for(request.member, unit_id))


def _form(request: MemberRequest, unit: Unit | None) -> HttpResponse:
    form = UnitForm(request.POST or None, initial=typed_of_unit(unit) if unit else None)
    if form.is_valid() and _is_kept(request, form, unit):
        messages.success(request, _("Saved."))
        return redirect("units")
    status = 422 if form.is_bound else 200
    return render(request, "outreach/unit_form.html", {"form": form, "unit": unit}, status=status)


def _is_kept(request: MemberRequest, form: UnitForm, unit: Unit | None) -> bool:
    by = request.member
    try:
        if unit is not None:
            actions.change_unit(unit=unit, vehicle=form.vehicle(), by=by)
        else:
            key = form.cleaned_data["replay_key"]
            actions.add_unit(vehicle=form.vehicle(), replay_key=key, by=by)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@members_only(*KEEPERS)
def end_unit(request: MemberRequest, unit_id: UUID) -> HttpResponse:
    actions.end_unit(unit=access.unit_for(request.member, unit_id), by=request.member)
    messages.success(request, _("Done."))
    return redirect("units")
