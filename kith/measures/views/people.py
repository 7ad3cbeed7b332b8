"""One person's measures: what was asked, asking anew, and the way it went."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours, Refusal
from kith.measures import access, actions, asking, queries
from kith.measures.forms import OfferForm, PaperForm
from kith.measures.models import Assessment
from kith.measures.queries import trajectory
from kith.measures.views import tablet
from kith.people.models import Person


@members_only(*CARE)
def person(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """No score here, for nobody: opening them is a press of a button, and recorded."""
    found = access.person_for(request.member, person_id)
    return _page(request, found)


def _page(request: MemberRequest, found: Person, **more: Any) -> HttpResponse:
    offers = queries.offers_for(request.member, found)
    can_ask = tuple(offer for offer in offers if offer.can_ask)
    context = {
        "person": found,
        "rows": queries.of_person(found),
        "offers": offers,
        "can_interpret": access.may_interpret(request.member),
        "is_off_duty": any(offer.needs_duty and not offer.is_on_duty for offer in offers),
        "form": OfferForm(offers=can_ask, language=found.language),
        **more,
    }
    form = context["form"]
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "measures/desk/person.html", context, status=status)


@require_POST
@members_only(*CARE)
def ask(request: MemberRequest, person_id: UUID, way: str) -> HttpResponse:
    """Make a link, or sit down together."""
    member = request.member
    found = access.person_for(member, person_id)
    if way not in WAYS:
        raise NotYours
    offers = tuple(offer for offer in queries.offers_for(member, found) if offer.can_ask)
    form = OfferForm(request.POST, offers=offers)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        return WAYS[way](request, found, form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("person_measures", person_id)


def _link(request: MemberRequest, found: Person, data: dict[str, Any]) -> HttpResponse:
    """The link is shown once, in the answer to the form."""
    assessment, token = actions.offer(person=found, by=request.member, **data)
    address = settings.PUBLIC_ADDRESS + reverse("answer_link", args=[token])
    instrument = asking.find(assessment.instrument)
    context = {
        "person": found, "instrument": instrument, "expires_at": assessment.link.expires_at,
        "address": f"{address}?lang={assessment.language}",
        "is_unconfirmed": instrument.texts[assessment.language].standing != "official",
    }  # fmt: skip
    return render(request, "measures/desk/link.html", context)


def _together(request: MemberRequest, found: Person, data: dict[str, Any]) -> HttpResponse:
    assessment = actions.begin(person=found, by=request.member, **data)
    return redirect("assessment", assessment.id)


def _hand_over(request: MemberRequest, found: Person, data: dict[str, Any]) -> HttpResponse:
    mode = Assessment.Mode.TABLET
    assessment = actions.begin(person=found, by=request.member, mode=mode, **data)
    return tablet.hand_over(request, assessment)


WAYS: dict[str, Callable[[MemberRequest, Person, dict[str, Any]], HttpResponse]] = {
    "link": _link,
    "together": _together,
    "tablet": _hand_over,
}


@members_only(*CARE)
def paper(request: MemberRequest, person_id: UUID, name: str) -> HttpResponse:
    """Type in what stands on paper; a measure whose text may not be shown is entered here too."""
    member = request.member
    found = access.person_for(member, person_id)
    instrument = asking.find(name)
    form = PaperForm(request.POST or None, instrument=instrument)
    if form.is_valid():
        try:
            actions.take_down(
                person=found, instrument=instrument.name, typed=form.typed(), by=member,
                replay_key=form.cleaned_data["replay_key"],
                filled_on=form.cleaned_data["filled_on"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("person_measures", person_id)
    context = {"person": found, "instrument": instrument, "form": form,
               "text": instrument.text_in(found.language, "en")}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "measures/desk/paper.html", context, status=status)


@require_POST
@members_only(*CARE)
def open_trajectory(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Scores over time, each drawn with its table; opening is recorded."""
    member = request.member
    found = access.person_for(member, person_id)
    opened = actions.open_trajectory(person=found, by=member)
    if request.POST.get("format") == "csv":
        return _csv(opened)
    drawings = [trajectory.drawn(one) for one in opened]
    context = {"person": found, "drawings": drawings}
    return render(request, "measures/desk/trajectory.html", context)


def _csv(opened: tuple[actions.Trajectory, ...]) -> HttpResponse:
    """The tables of all the drawings in one."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["measure", "version", "day", "score", "band", "answered", "items", "language",
                     "way", "change"])  # fmt: skip
    for one in opened:
        for step in one.steps:
            row, result = step.assessment, step.result
            writer.writerow(
                [row.instrument, row.version, f"{step.at:%Y-%m-%d}", result.score,
                 result.band if result.is_scored else result.reason, result.answered, result.asked,
                 row.language, row.mode, step.change.verdict if step.change else ""]
            )  # fmt: skip
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="measures.csv"'
    return answer
