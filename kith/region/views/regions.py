"""What is built here, and how far one gets from a place."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets, waiting
from kith.region import access, asking, showing
from kith.region.access import KEEPERS
from kith.region.forms import ReachForm
from kith.region.models import Question
from kith.region.picture import Picture, Point
from kith.region.rules.asking.question import reach_of
from kith.region.views.questions import as_far_as_it_is, listed

GIVEN = ("latitude", "longitude", "place", "means", "minutes")


@members_only(*KEEPERS)
def regions(request: MemberRequest) -> HttpResponse:
    """Version, counts, warnings and whose map it is; the command where nothing is built."""
    lines = showing.lines(request.member, Question.Kind.REACH, request.GET.get("q", "")[:100])
    if request.GET.get("format") == "csv":
        return listed(lines)
    context = {"built": showing.built(), "lines": lines}
    return render(request, "region/regions.html", context)


@members_only(*KEEPERS)
def new_reach(request: MemberRequest) -> HttpResponse:
    """From where; another page may have filled it in."""
    known = showing.regions()
    if not known:
        return redirect("region")
    given = {name: request.GET[name] for name in GIVEN if name in request.GET}
    form = ReachForm(request.POST or None, regions=known, initial=given)
    if form.is_valid():
        said = form.cleaned_data
        made = asking.ask(asked=form.asked(), region=said["region"], by=request.member,
                          replay_key=said["replay_key"])  # fmt: skip
        return redirect("reach", made.pk)
    one = known[0]
    middle = Point((one.south + one.north) / 2, (one.west + one.east) / 2, one.name, key="start",
                   tone="accent", is_draggable=True)  # fmt: skip
    bounds = (one.west, one.south, one.east, one.north)
    context = {"form": form, "picture": Picture(one.name, (middle,), bounds=bounds)}
    status = 422 if form.is_bound else 200
    return render(request, "region/reach_form.html", context, status=status)


@members_only(*KEEPERS)
def reach(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """As far as it is."""
    question = access.question_for(request.member, Question.Kind.REACH, question_id)
    if question.state != "ready":
        return as_far_as_it_is(request, question)
    if waiting.is_asked(request):
        return waiting.done()
    asked = reach_of(question.asked)
    if request.GET.get("format") == "csv":
        return _csv(question)
    context = {
        "question": question, "asked": asked, "answer": question.told,
        "title": showing.title(question, {}),
        "picture": showing.reach_picture(asked, question.told),
    }  # fmt: skip
    return render(request, "region/reach.html", context)


def _csv(question: Question) -> HttpResponse:
    """Who lives within how many minutes; empty where a count is held back."""
    told = question.told["people"]
    groups = list(told[0]["groups"]) if told else []
    rows = [[row["minutes"], row["people"], *(row["groups"][name] for name in groups)]
            for row in told]  # fmt: skip
    return spreadsheets.answer("reach.csv", ["minutes", "people", *groups], rows)
