"""The page of somebody with a seat in a circle: their circles, what neighbours offer and ask.

The private number stands in no address and in no cookie: every form of the page carries it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kith.circles import access
from kith.circles.access import Neighbour
from kith.circles.actions import answers, circles, postings, reminding
from kith.circles.forms.number import NumberForm
from kith.circles.forms.postings import AgreeForm, AlarmForm, AnswerForm, PostingForm, WordsForm
from kith.circles.models import Answer, Posting, Seat
from kith.circles.queries import postings as queries
from kith.circles.refusals import NoSeatYet
from kith.core import robots
from kith.core.refusals import NotYours, Refusal
from kith.peers import opening
from kith.peers.views.answering import do, keeping, valid
from kith.people.models import Person


@never_cache
def together(request: HttpRequest) -> HttpResponse:
    """Ask for the number; with it, show the page and do what the pressed button says."""
    if request.method != "POST":
        return render(request, "circles/number.html", {"form": NumberForm()})
    form = NumberForm(request.POST)
    if not form.is_valid():
        return render(request, "circles/number.html", {"form": form}, status=422)
    if "verb" not in request.POST:
        robots.check(request)
    try:
        return _opened(request, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        status = refusal.status
        return render(request, "circles/number.html", {"form": form}, status=status)


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    address = str(request.META.get("REMOTE_ADDR", ""))
    with opening.holding(code=code, address=address) as visit:
        person = visit.person
        _require_seat(person)
        work, faulty = VERBS.get(request.POST.get("verb", "")), {}
        if work is not None:
            faulty = do(request, lambda: work(request, person))
        context = _context(person) | {"code": code, "at": request.POST.get("id"), **faulty}
        status = 422 if faulty else 200
        return render(request, "circles/together.html", context, status=status)


def _context(person: Person) -> dict[str, Any]:
    who = Neighbour(person.organization_id, person=person)
    mine = queries.own_circles(who)
    sits = any(one.seat.state == "in" for one in mine)
    return {
        "circles": mine, "sits": sits, "board": queries.board(who) if sits else None,
        "organization": person.organization, "reminding": Seat.Reminding.choices,
        "posting_form": PostingForm(circles=access.circles_of(who)),
        "answer_form": AnswerForm(auto_id=False), "agree_form": AgreeForm(auto_id=False),
        "thanks_form": WordsForm(auto_id=False), "alarm_form": AlarmForm(auto_id=False),
    }  # fmt: skip


def _require_seat(person: Person) -> None:
    if not Seat.objects.live().filter(person=person).exists():  # type: ignore[attr-defined]
        raise NoSeatYet


def _here(person: Person) -> Neighbour:
    return access.person_here(person)


def _post(request: HttpRequest, person: Person) -> str:
    who = _here(person)
    form = PostingForm(request.POST, circles=access.circles_of(who))
    valid("posting_form", form)
    row = keeping("posting_form", form, "words", lambda: postings.post(who=who, **form.posting()))
    if row.state == "shown":
        return _("It can be seen now.")
    return _("Thank you. Somebody looks at it first; then the others see it.")


def _answer(request: HttpRequest, person: Person) -> str:
    form = AnswerForm(request.POST)
    data = valid("answer_form", form)
    who = _here(person)
    found = _posting(request, who)

    def send() -> Answer:
        return answers.answer(
            posting=found, who=who, saying=form.saying(), reach=data["reach"],
            replay_key=data["replay_key"],
        )  # fmt: skip

    keeping("answer_form", form, "words", send)
    return _("We tell them. When they say yes, you see how to reach each other.")


def _agree(request: HttpRequest, person: Person) -> str:
    data = valid("agree_form", AgreeForm(request.POST))
    who, row = _answer_of(request, person)
    answers.move_answer(row=row, move="agree", who=who, reach=data["reach"])
    return _("Now both of you see how to reach each other.")


def _move_answer(move: str) -> Callable[[HttpRequest, Person], str]:
    def work(request: HttpRequest, person: Person) -> str:
        who, row = _answer_of(request, person)
        answers.move_answer(row=row, move=move, who=who)
        return _("Done.")

    return work


def _move_own(move: str) -> Callable[[HttpRequest, Person], str]:
    def work(request: HttpRequest, person: Person) -> str:
        who = _here(person)
        postings.move_own(posting=_posting(request, who), move=move, who=who)
        return _("Done.")

    return work


def _thank(request: HttpRequest, person: Person) -> str:
    data = valid("thanks_form", WordsForm(request.POST))
    who, row = _answer_of(request, person)
    answers.thank(row=row, words=data["words"], who=who)
    return _("They can read it now.")


def _report(request: HttpRequest, person: Person) -> str:
    data = valid("alarm_form", AlarmForm(request.POST))
    who = _here(person)
    postings.report(posting=_posting(request, who), who=who, words=data["words"])
    return _("It is hidden now, and somebody looks at it. Nobody learns that it was you.")


def _reminder(request: HttpRequest, person: Person) -> str:
    wanted = request.POST.get("reminder", "")
    if wanted not in Seat.Reminding.values:
        raise NotYours
    reminding.say_reminder(seat=_seat(request, person), reminder=wanted)
    return _("We will keep to this.")


def _leave(request: HttpRequest, person: Person) -> str:
    circles.leave_seat(seat=_seat(request, person))
    return _("Your seat is free. You can come back whenever you like.")


def _posting(request: HttpRequest, who: Neighbour) -> Posting:
    return access.posting_for(who, _id(request))


def _answer_of(request: HttpRequest, person: Person) -> tuple[Neighbour, Answer]:
    who = _here(person)
    rows = Answer.objects.filter(posting__in=access.postings_for(who))
    joined = rows.select_related("posting__circle", "posting__peer__member", "peer__member")
    return who, get_object_or_404(joined, pk=_id(request))


def _seat(request: HttpRequest, person: Person) -> Seat:
    rows = Seat.objects.live().filter(person=person)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("circle__organization"), pk=_id(request))


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise NotYours from None


VERBS: dict[str, Callable[[HttpRequest, Person], str]] = {
    "post": _post, "answer": _answer, "agree": _agree, "thank": _thank, "report": _report,
    "reminder": _reminder, "leave": _leave,
    **{move: _move_answer(move) for move in ("decline", "withdraw", "let_go")},
    **{move: _move_own(move) for move in ("finish", "take_back", "look_on")},
}  # fmt: skip
