"""The room's own pages at the desk: what waits, what it brought, what each measure is."""

import csv
import datetime as dt
import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import clock
from kith.core.refusals import Refusal
from kith.measures import access, actions, asking, library, queries, spreads
from kith.measures.actions.counting import Outcome
from kith.measures.forms import SpreadForm, TrainingForm
from kith.measures.models import Trained

MONTHS = {"3": 91, "12": 365, "24": 730}


@members_only(*CARE, Role.DIRECTOR)
def overview(request: MemberRequest) -> HttpResponse:
    """What was asked of the people one walks with, and every measure there is."""
    member = request.member
    number = request.GET.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    context = {
        "page": queries.assessment_list(member, state=request.GET.get("state", ""), page=page),
        "counts": queries.waiting_and_done(member),
        "may_count": member.has_role(*access.COUNTS),
        "may_keep": member.has_role(*access.KEEPS),
    }
    return render(request, "measures/desk/overview.html", context)


@members_only(*CARE, Role.DIRECTOR)
def instruments(request: MemberRequest) -> HttpResponse:
    """Every measure, with its licence and its languages."""
    context = {"instruments": list(library.instruments().values())}
    return render(request, "measures/desk/instruments.html", context)


@members_only(*CARE, Role.DIRECTOR, Role.ADMINISTRATOR)
def instrument(request: MemberRequest, name: str) -> HttpResponse:
    """One measure: how it is scored, whose words they are, and what counts as a change here."""
    member = request.member
    found = spreads.all_of(member.organization_id)[asking.find(name).name]
    may_keep = member.has_role(*access.KEEPS)
    values = found.change
    initial = {
        "sd": values.sd, "reliability": values.reliability, "case_at": values.case_at,
        "source": values.source,
    } if values else {}  # fmt: skip
    form = SpreadForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_spread(instrument=found.name, by=member, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("measure", found.name)
    context = {"instrument": found, "form": form, "may_keep": may_keep,
               "text": found.text_in(request.GET.get("wording", ""), "en")}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "measures/desk/instrument.html", context, status=status)


@members_only(*access.COUNTS)
def outcomes(request: MemberRequest) -> HttpResponse:
    """Counts over many people, with the share of those who answered again beside each."""
    months = request.GET.get("months", "12")
    since = clock.now() - dt.timedelta(days=MONTHS.get(months, 365))
    found = actions.count_outcomes(by=request.member, since=since)
    if request.GET.get("format") == "csv":
        return _csv(found)
    return render(request, "measures/desk/outcomes.html", {"outcomes": found, "months": months})


def _csv(found: tuple[Outcome, ...]) -> HttpResponse:
    """Held back stays held back: the cell says so."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["measure", "people", "answered again", "of", "pairs", "improved", "unchanged",
                     "worse", "cases at start", "recovered"])  # fmt: skip
    for one in found:
        hidden = one.is_held_back
        cells = [
            one.people, None if hidden else one.again.done, None if hidden else one.again.of,
            one.pairs, *(one.verdicts.get(v) for v in ("improved", "unchanged", "worse")),
            one.cases, one.recovered,
        ]  # fmt: skip
        writer.writerow([one.instrument.name, *("held back" if c is None else c for c in cells)])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="outcomes.csv"'
    return answer


@members_only(*access.KEEPS)
def trained(request: MemberRequest) -> HttpResponse:
    """Who may ask what only trained people ask."""
    form = TrainingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.record_training(by=request.member, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("measures_trained")
    mine = Trained.objects.present().filter(organization_id=request.member.organization_id)
    context = {"form": form, "trainings": mine.select_related("member", "recorded_by")}
    status = 422 if form.is_bound else 200
    return render(request, "measures/desk/trained.html", context, status=status)


@require_POST
@members_only(*access.KEEPS)
def end_training(request: MemberRequest, training_id: UUID) -> HttpResponse:
    mine = Trained.objects.filter(organization_id=request.member.organization_id)
    training = get_object_or_404(mine, pk=training_id)
    actions.end_training(training=training, by=request.member)
    messages.success(request, _("Ended."))
    return redirect("measures_trained")
