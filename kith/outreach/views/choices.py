"""Where the van should stop: asking, the work under way, the answer, and changing one thing."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets, waiting
from kith.core.refusals import NotYours
from kith.directory.search import terms
from kith.outreach import access, actions, choice_picture, choosing, jobs
from kith.outreach.access import KEEPERS
from kith.outreach.choice_forms import ChoiceForm, typed_of
from kith.outreach.lifecycle import CHOICE
from kith.outreach.models import Choice
from kith.outreach.refusals import NoPlace
from kith.outreach.rules.choice.question import Question
from kith.outreach.templatetags import choices as words
from kith.outreach.views.stops import _done

COLUMNS = ("number", "name", "state", "latitude", "longitude", "held", "people", "why")


@members_only(*KEEPERS)
def choices(request: MemberRequest) -> HttpResponse:
    """What was asked so far."""
    context = {"choices": choosing.choices(request.member), "regions": choosing.regions()}
    return render(request, "outreach/choices.html", context)


@members_only(*KEEPERS)
def new_choice(request: MemberRequest) -> HttpResponse:
    """The question; with a region there is something to ask about."""
    regions = choosing.regions()
    if not regions:
        return redirect("choices")
    form = ChoiceForm(request.POST or None, regions=regions, terms=_terms(),
                      initial=request.GET.dict())  # fmt: skip
    made = _done(form, lambda: _deferred(actions.begin_choice(
        name=form.cleaned_data["name"], question=form.question(), by=request.member,
        region=form.cleaned_data["region"], replay_key=form.cleaned_data["replay_key"],
    )))  # fmt: skip
    if made:
        return redirect("choice", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "outreach/choice_form.html", {"form": form}, status=status)


@members_only(*KEEPERS)
def change_choice(request: MemberRequest, choice_id: UUID) -> HttpResponse:
    """Another question of the same choice: pins, bans and moves stay."""
    choice = choosing.get_for(request.member, choice_id)
    regions = choosing.regions()
    if not regions:
        return redirect("choice", choice_id)
    now = actions.current_question(choice)
    asked = Question.of(now.asked)
    form = ChoiceForm(
        request.POST or None, regions=regions, terms=_terms(),
        initial=typed_of(choice.name, choice.region or regions[0].slug, asked),
    )  # fmt: skip
    form.fields["region"].disabled = form.fields["name"].disabled = True
    if _done(form, lambda: _deferred(actions.change_question(
        choice=choice, question=form.question(asked), change="other", by=request.member,
        seen=_seen(request),
    ))):  # fmt: skip
        return redirect("choice", choice_id)
    context = {"form": form, "choice": choice, "seen": _seen(request) or now.number}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/choice_form.html", context, status=status)


@members_only(*KEEPERS)
def choice(request: MemberRequest, choice_id: UUID) -> HttpResponse:
    """As far as it is. While it is worked out the page asks again by itself."""
    found = choosing.get_for(request.member, choice_id)
    if found.state == "working":
        return render(request, "outreach/choice_working.html", {"choice": found})
    if waiting.is_asked(request):
        return waiting.done()
    page = choosing.page(found, get_language() or "en")
    moves = [move.name for move in CHOICE.open_to(found.state, ["keeper"])]
    context = {
        "page": page, "choice": found, "moves": moves,
        "picture": choice_picture.picture(page, may_move="ask" in moves),
    }  # fmt: skip
    return render(request, "outreach/choice.html", context)


@members_only(*KEEPERS)
def choice_csv(request: MemberRequest, choice_id: UUID) -> HttpResponse:
    """Its stops, and those that were not chosen."""
    page = choosing.page(choosing.get_for(request.member, choice_id), get_language() or "en")
    rows = [
        (line.number or "", line.stop.name, line.stop.state, *line.place, line.held, line.reaches,
         words.why_stop(page, line.reasons))
        for line in (*page.chosen, *page.others)
    ]  # fmt: skip
    return spreadsheets.answer("choice.csv", COLUMNS, rows)


@require_POST
@members_only(*KEEPERS)
def change_stop_of_choice(
    request: MemberRequest, choice_id: UUID, stop_id: UUID, verb: str
) -> HttpResponse:
    """Hold to a stop, leave it out, let it be chosen, think of it elsewhere."""
    found = choosing.get_for(request.member, choice_id)
    stop = access.stop_for(request.member, stop_id)
    asked = Question.of(actions.current_question(found).asked)
    key = str(stop.pk)
    changed: dict[str, Callable[[], Question]] = {
        "pin": lambda: asked.pin(key), "ban": lambda: asked.ban(key),
        "free": lambda: asked.free(key), "move": lambda: asked.move(key, *_point(request)),
    }  # fmt: skip
    if verb not in changed:
        raise NotYours
    _deferred(actions.change_question(
        choice=found, question=changed[verb](), change=verb, stop=stop, seen=_seen(request),
        by=request.member,
    ))  # fmt: skip
    return redirect("choice", choice_id)


@require_POST
@members_only(*KEEPERS)
def move_choice(request: MemberRequest, choice_id: UUID, verb: str) -> HttpResponse:
    found, by = choosing.get_for(request.member, choice_id), request.member
    works: dict[str, Callable[[], Choice]] = {
        "ask": lambda: _deferred(actions.ask_again(choice=found, by=by)),
        "stop": lambda: actions.stop_working(choice=found, by=by),
        "undo": lambda: _deferred(actions.undo_change(choice=found, seen=_seen(request), by=by)),
        "adopt": lambda: actions.adopt_choice(choice=found, by=by),
        "reconsider": lambda: actions.reconsider_choice(choice=found, by=by),
    }
    if verb not in works:
        raise NotYours
    works[verb]()
    if verb in ("adopt", "reconsider"):
        messages.success(request, _("Done."))
    return redirect("choice", choice_id)


def _deferred(choice: Choice) -> Choice:
    """The job commits with its cause; one that is there already does no harm."""
    if choice.state == "working":
        jobs.choose.defer(choice=str(choice.pk), organization=str(choice.organization_id))
    return choice


def _seen(request: MemberRequest) -> int:
    """The number of the question that was on the page; 0 is none, and refused."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _point(request: MemberRequest) -> tuple[float, float]:
    try:
        at = float(request.POST.get("latitude", "")), float(request.POST.get("longitude", ""))
    except ValueError:
        raise NoPlace from None
    if not (abs(at[0]) <= 90 and abs(at[1]) <= 180):
        raise NoPlace
    return round(at[0], 6), round(at[1], 6)


def _terms() -> terms.Terms:
    return terms.load(get_language() or "en")
