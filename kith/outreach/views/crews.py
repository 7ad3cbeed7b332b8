"""Who goes out on which weekday, and the days on which nobody does."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.outreach import access, actions
from kith.outreach.access import KEEPERS
from kith.outreach.models import Crew, Season, Unit
from kith.outreach.tour_forms import CrewForm, SeasonForm, typed_of_crew
from kith.outreach.views.asking import done, status


@members_only(*KEEPERS)
def crews(request: MemberRequest) -> HttpResponse:
    """Each unit with its week."""
    mine = {"organization_id": request.member.organization_id}
    rows = Crew.objects.filter(**mine, unit__ended_at=None).prefetch_related("aboard__member")
    units = Unit.objects.filter(**mine, ended_at=None)
    by_unit = [(unit, [crew for crew in rows if crew.unit_id == unit.pk]) for unit in units]
    return render(request, "outreach/crews.html", {"units": by_unit})


@members_only(*KEEPERS)
def crew(request: MemberRequest, unit_id: UUID) -> HttpResponse:
    """The crew of some weekdays; `?from=` begins with that of one."""
    unit = access.unit_for(request.member, unit_id)
    known = _known(request, unit)
    form = CrewForm(request.POST or None, organization=request.member.organization,
                    initial=typed_of_crew(known) if known else None)  # fmt: skip
    made = done(form, lambda: actions.set_crew(
        unit=unit, weekdays=form.cleaned_data["weekdays"], shift=form.shift(),
        members=form.cleaned_data["members"], by=request.member,
    ))  # fmt: skip
    if made:
        messages.success(request, _("Saved."))
        return redirect("crews")
    context = {"form": form, "unit": unit, "crew": known}
    return render(request, "outreach/crew_form.html", context, status=status(form))


def _known(request: MemberRequest, unit: Unit) -> Crew | None:
    day = request.GET.get("from", "")
    if not day.isdecimal() or len(day) > 1:
        return None
    return Crew.objects.filter(unit=unit, weekday=int(day)).prefetch_related("aboard").first()


@require_POST
@members_only(*KEEPERS)
def end_crew(request: MemberRequest, crew_id: UUID) -> HttpResponse:
    rows = Crew.objects.filter(organization_id=request.member.organization_id, pk=crew_id)
    found = rows.first()
    if found is None:
        raise NotYours
    actions.end_crew(crew=found, by=request.member)
    messages.success(request, _("Done."))
    return redirect("crews")


@members_only(*KEEPERS)
def seasons(request: MemberRequest) -> HttpResponse:
    """School terms, holidays, days on which nobody goes out."""
    form = SeasonForm(request.POST or None)
    made = done(form, lambda: actions.add_season(by=request.member, **form.cleaned_data))
    if made:
        messages.success(request, _("Kept."))
        return redirect("seasons")
    rows = Season.objects.filter(organization_id=request.member.organization_id)
    context = {"form": form, "seasons": rows}
    return render(request, "outreach/seasons.html", context, status=status(form))


@require_POST
@members_only(*KEEPERS)
def drop_season(request: MemberRequest, season_id: UUID) -> HttpResponse:
    rows = Season.objects.filter(organization_id=request.member.organization_id, pk=season_id)
    found = rows.first()
    if found is None:
        raise NotYours
    actions.drop_season(season=found, by=request.member)
    messages.success(request, _("Done."))
    return redirect("seasons")
