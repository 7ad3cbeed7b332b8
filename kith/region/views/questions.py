"""Access: the list, the question, the answer as page and CSV; stopping and asking again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets, waiting
from kith.core.refusals import NotYours
from kith.region import access, asking, showing
from kith.region.access import KEEPERS
from kith.region.forms import METHODS, AccessForm
from kith.region.models import Question
from kith.region.rules.asking.question import access_of

MOST_DISTRICTS = 15
"""The worst served, at first; a city has a hundred."""
VERBS = {"stop": asking.stop, "again": asking.again}
COLUMNS = ("id", "district", "latitude", "longitude", "people", "minutes", "per_1000")
TABLES = {
    "groups": ("group", "people", "inside", "outside", "per"),
    "districts": ("place", "people", "inside", "outside", "minutes", "per"),
    "change": ("group", "gained", "inside", "before", "after"),
}
"""Tables of the page by the columns of their answer."""
LISTED = ("question", "state", "asked_by", "asked_on")


@members_only(*KEEPERS)
def questions(request: MemberRequest) -> HttpResponse:
    """What was asked so far; `?q=` searches, `?format=csv` takes it along."""
    lines = showing.lines(request.member, Question.Kind.ACCESS, request.GET.get("q", "")[:100])
    if request.GET.get("format") == "csv":
        return listed(lines)
    context = {"lines": lines, "versions": showing.regions()}
    return render(request, "region/questions.html", context)


@members_only(*KEEPERS)
def new_question(request: MemberRequest) -> HttpResponse:
    """The question; with a region there is something to ask about."""
    known = showing.regions()
    if not known:
        return redirect("access_questions")
    form = AccessForm(request.POST or None, regions=known, tongue=get_language() or "en",
                      initial=request.GET.dict())  # fmt: skip
    if form.is_valid():
        said = form.cleaned_data
        made = asking.ask(asked=form.asked(), region=said["region"], by=request.member,
                          replay_key=said["replay_key"])  # fmt: skip
        return redirect("access_question", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "region/access_form.html", {"form": form}, status=status)


@members_only(*KEEPERS)
def question(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """As far as it is. `?beside=` lays another answer beside it, `?format=csv` is every area."""
    found = access.question_for(request.member, Question.Kind.ACCESS, question_id)
    if found.state != "ready":
        return as_far_as_it_is(request, found)
    if waiting.is_asked(request):
        return waiting.done()
    if request.GET.get("format") == "csv":
        return _csv(found, request.GET.get("table", ""))
    return render(request, "region/access.html", _page(request, found))


def _page(request: MemberRequest, found: Question) -> dict[str, Any]:
    asked, answer, names = access_of(found.asked), found.told, showing.needs()
    number, note = showing.headline(asked, answer)
    worst = answer["plan"]["worst"] if "plan" in answer else answer["worst"]
    others = showing.others(request.member, found, names)
    words = request.GET.get("q", "")[:100]
    worst_first = sorted(answer["districts"], key=lambda row: -(row["outside"] or 0))
    districts = [row for row in worst_first if showing.has_words(row["place"], words)]
    most = len(districts) if "all" in request.GET or "q" in request.GET else MOST_DISTRICTS
    context: dict[str, Any] = {
        "districts": districts[:most], "more": max(0, len(districts) - most), "question": found,
        "asked": asked, "answer": answer, "title": showing.title(found, names),
        "number": number, "note": note, "pictures": showing.pictures(asked, answer),
        "sentences": showing.sentences(asked, worst), "plan": showing.plan_title(asked),
        "region": next((one.name for one in showing.regions() if one.slug == found.region), ""),
        "counted": dict(METHODS)[asked.method], "others": others,
        "choose": showing.next_step(request.member, asked),
    }  # fmt: skip
    wanted = request.GET.get("beside", "")
    other = next((one for one in others if str(one.question.pk) == wanted), None)
    if other:
        context |= {"other": other, "rows": showing.beside(answer, other.question.told)}
    return context


def as_far_as_it_is(request: MemberRequest, found: Question) -> HttpResponse:
    """Under way, failed or stopped. While it is worked out the page asks again by itself."""
    if found.state != "working" and waiting.is_asked(request):
        return waiting.done()
    context = {"question": found, "title": showing.title(found, showing.needs())}
    return render(request, "region/working.html", context)


@require_POST
@members_only(*KEEPERS)
def move_question(request: MemberRequest, kind: str, question_id: UUID, verb: str) -> HttpResponse:
    """Stop, or ask the same again."""
    found = access.question_for(request.member, kind, question_id)
    if verb not in VERBS:
        raise NotYours
    VERBS[verb](question=found, by=request.member)
    return redirect("reach" if kind == Question.Kind.REACH else "access_question", question_id)


def listed(lines: list[showing.Line]) -> HttpResponse:
    """One question a line, with its one number where it has an answer."""
    rows = [
        (line.plain, one.state, one.asked_by.name, one.asked_at.date().isoformat())
        for line in lines for one in [line.question]
    ]  # fmt: skip
    return spreadsheets.answer("questions.csv", LISTED, rows)


def _csv(found: Question, table: str) -> HttpResponse:
    """A table of the page, else every area; empty where a count is held back or nothing is within
    two hours."""
    if table in TABLES:
        answer = found.told
        listed = answer.get("plan", {}).get("change", ()) if table == "change" else answer[table]
        rows = [[row[name] for name in TABLES[table]] for row in listed]
        return spreadsheets.answer(f"access-{table}.csv", TABLES[table], rows)
    return spreadsheets.answer("access.csv", COLUMNS, found.told["rows"])
