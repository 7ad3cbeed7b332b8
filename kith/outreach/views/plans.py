"""Weeks of tours: the list, one with its wishes and how far it is, and its moves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import clock, waiting
from kith.core.refusals import NotYours
from kith.outreach import access, actions, documents, queries
from kith.outreach.access import KEEPERS
from kith.outreach.models import Plan, Season, Showing, Stop, Visit, Wish
from kith.outreach.tour_forms import PlanForm, PublishForm, WishForm
from kith.outreach.views.asking import done, status

SILENT = timedelta(minutes=3)
"""After so long without a sign of the search its page offers to begin anew."""


@members_only(*KEEPERS)
def plans(request: MemberRequest) -> HttpResponse:
    """The newest first; those that are over on request."""
    show = request.GET.get("show", "")
    rows = access.plans_for(request.member)
    rows = rows.filter(state="ended") if show == "ended" else rows.exclude(state="ended")
    return render(request, "outreach/plans.html", {"plans": rows, "show": show})


@members_only(*KEEPERS)
def new_plan(request: MemberRequest) -> HttpResponse:
    """A name and a Monday; the stops come by themselves."""
    today = queries.today_of(request.member.organization)
    form = PlanForm(request.POST or None, initial={"starts_on": today + timedelta(days=7)})
    made = done(form, lambda: actions.make_plan(
        weeks=form.asked(), replay_key=form.cleaned_data["replay_key"], by=request.member
    ))  # fmt: skip
    if made:
        return redirect("weeks", made.pk)
    return render(request, "outreach/plan_form.html", {"form": form}, status=status(form))


@members_only(*KEEPERS)
def plan(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    found = access.plan_for(request.member, plan_id)
    if found.state != "working" and waiting.is_asked(request):
        return waiting.done()
    return _shown(request, found)


def _shown(request: MemberRequest, found: Plan, **more: Any) -> HttpResponse:
    showing = Showing.objects.select_related("service").filter(pk=found.organization_id).first()
    wishes = list(found.wishes.select_related("stop"))
    names = {str(wish.stop_id): wish.stop.name for wish in wishes}
    silent = found.heard_at is not None and clock.now() - found.heard_at > SILENT
    visits = Visit.objects.filter(tour__plan=found)
    initial = {"name": _("The van"), "offers": showing.offers if showing else ""}
    context = {
        "plan": found, "wishes": wishes, "showing": showing, "silent": silent,
        "others": _others(found, names), "unagreed": actions.chosen_not_agreed(found),
        "left_out": _left_out(found, names),
        "unready": _unready(found, wishes),
        "visit_count": visits.standing().count(),  # type: ignore[attr-defined]
        "untold_count": visits.filter(state="planned").count(),
        "form": PublishForm(initial=initial), **more,
    }  # fmt: skip
    return render(request, "outreach/plan.html", context, status=422 if more else 200)


def _others(plan: Plan, names: dict[str, str]) -> list[Stop]:
    """Stops that could be wished for too."""
    stops = Stop.objects.filter(organization_id=plan.organization_id).standing()  # type: ignore[attr-defined]
    return [stop for stop in stops if str(stop.pk) not in names]


def _unready(plan: Plan, wishes: list[Wish]) -> list[queries.StopRow]:
    """Stops at which no unit may stop in these weeks, with what is lacking now."""
    listed = set(plan.answer.get("unready", ()))
    return [queries.row_of(wish.stop, plan.starts_on) for wish in wishes
            if str(wish.stop_id) in listed]  # fmt: skip


def _left_out(plan: Plan, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": names.get(row["stop"], ""), "reasons": row["reasons"]}
        for row in plan.answer.get("unserved", ())
    ]


@members_only(*KEEPERS)
def plan_document(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """What is planned from, as the file that `kith solve tours` reads."""
    found = access.plan_for(request.member, plan_id)
    answer = JsonResponse(documents.document(found).fields)
    answer["Content-Disposition"] = 'attachment; filename="tours.json"'
    return answer


@members_only(*KEEPERS)
def wish(request: MemberRequest, plan_id: UUID, stop_id: UUID) -> HttpResponse:
    """What is wished for a stop in a plan."""
    found = access.plan_for(request.member, plan_id)
    stop = access.stop_for(request.member, stop_id)
    known = Wish.objects.filter(plan=found, stop=stop).first()
    seasons = Season.objects.filter(organization_id=found.organization_id, is_closed=False)
    names = list(dict.fromkeys(seasons.values_list("name", flat=True)))
    if known and known.season and known.season not in names:
        names.append(known.season)
    form = WishForm(request.POST or None, seasons=names, initial=_typed(known))
    made = done(form, lambda: actions.wish(
        plan=found, stop=stop, wanted=form.wanted(), by=request.member
    ))  # fmt: skip
    if made:
        messages.success(request, _("Saved."))
        return redirect("weeks", plan_id)
    context = {"form": form, "plan": found, "stop": stop, "wish": known}
    return render(request, "outreach/wish_form.html", context, status=status(form))


def _typed(known: Wish | None) -> dict[str, Any]:
    return {name: getattr(known, name) for name in WishForm.base_fields} if known else {}


@require_POST
@members_only(*KEEPERS)
def unwish(request: MemberRequest, plan_id: UUID, stop_id: UUID) -> HttpResponse:
    found = access.plan_for(request.member, plan_id)
    known = Wish.objects.filter(plan=found, stop_id=stop_id).first()
    if known is None:
        raise NotYours
    actions.unwish(wish=known, by=request.member)
    messages.success(request, _("Done."))
    return redirect("weeks", plan_id)


MOVES = {
    "work": actions.start_planning,
    "stop": actions.stop_planning,
    "give_up": actions.give_up_planning,
    "withdraw": actions.withdraw,
    "end": actions.end_plan,
}


@require_POST
@members_only(*KEEPERS)
def move_plan(request: MemberRequest, plan_id: UUID, verb: str) -> HttpResponse:
    """One press. A refusal of what is lacking comes back to the page it was pressed on."""
    found = access.plan_for(request.member, plan_id)
    if verb not in MOVES:
        raise NotYours
    MOVES[verb](plan=found, by=request.member)
    return redirect("weeks", plan_id)


@require_POST
@members_only(*KEEPERS)
def publish(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    found = access.plan_for(request.member, plan_id)
    showing = Showing.objects.filter(pk=found.organization_id).first()
    form = PublishForm(request.POST)
    if showing is None and not form.is_valid():
        return _shown(request, found, form=form)
    words = {} if showing else form.cleaned_data
    count = actions.publish(plan=found, by=request.member, **words)
    messages.success(request, ngettext(
        "Everybody may read it now: {count} visit.", "Everybody may read it now: {count} visits.",
        count,
    ).format(count=count))  # fmt: skip
    return redirect("weeks", plan_id)
