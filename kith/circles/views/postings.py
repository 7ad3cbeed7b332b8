"""Offers and asks at the desk: for peers who are neighbours, and for who looks at them first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.circles import access
from kith.circles.access import Neighbour
from kith.circles.actions import answers
from kith.circles.actions import postings as actions
from kith.circles.forms.postings import AgreeForm, AlarmForm, AnswerForm, PostingForm, WordsForm
from kith.circles.lifecycle import POSTING
from kith.circles.models import Answer, Posting
from kith.circles.queries import postings as queries
from kith.core.refusals import NotYours
from kith.peers.views.answering import do, keeping, valid

WHO = (Role.PEER, Role.SUPERVISOR)
MODERATING = ("let_through", "refuse", "put_back", "remove")


@members_only(*WHO)
def postings(request: MemberRequest) -> HttpResponse:
    """What waits for a look, what neighbours offer and ask, and one's own. A peer posts here."""
    member = request.member
    who = access.peer_here(member)
    faulty: dict[str, Any] = {}
    if request.method == "POST":
        faulty = do(request, lambda: _post(request, who))
        if not faulty:
            return redirect("postings")
    context = {
        "waiting": queries.to_look_at(member), "who": who,
        "board": queries.board(who, member) if who else None,
        "posting_form": PostingForm(circles=access.circles_of(who)) if who else None,
        **faulty,
    }  # fmt: skip
    return render(request, "circles/desk/postings.html", context, status=422 if faulty else 200)


@members_only(*WHO)
def posting(request: MemberRequest, posting_id: UUID) -> HttpResponse:
    """One: for a neighbour with what came of it, for a moderator with what was reported."""
    return _shown(request, posting_id)


@require_POST
@members_only(*WHO)
def move(request: MemberRequest, posting_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says."""
    work = _work(verb)
    found, who = _found(request, posting_id)
    faulty = do(request, lambda: work(request, found, who))
    if faulty:
        return _shown(request, posting_id, faulty)
    return (
        redirect("postings") if verb in (*MODERATING, "report") else redirect("posting", posting_id)
    )


def _found(request: MemberRequest, posting_id: UUID) -> tuple[Posting, Neighbour | None]:
    """As a neighbour where the member is one, else as a moderator; else it is not there."""
    who = access.peer_here(request.member)
    if who is not None:
        row = access.postings_for(who).select_related("circle", "peer__member")
        found = row.filter(pk=posting_id).first()
        if found is not None:
            return found, who
    return access.moderated_one(request.member, posting_id), who


def _shown(request: MemberRequest, posting_id: UUID, faulty: Any = None) -> HttpResponse:
    member = request.member
    found, who = _found(request, posting_id)
    may_look = access.moderated_by(member).filter(pk=found.pk).exists()
    moves = POSTING.open_to(found.state, ["moderator"]) if may_look else []
    context = {
        "row": queries.posting_row(found, who, member),
        "moves": [move for move in moves if move.name in MODERATING],
        "alarms": actions.open_alarms(posting=found, by=member) if may_look and moves else [],
        "answer_form": AnswerForm(), "agree_form": AgreeForm(auto_id=False),
        "reason_form": WordsForm(), "thanks_form": WordsForm(auto_id=False),
        "alarm_form": AlarmForm(), "may_look": may_look, **(faulty or {}),
    }  # fmt: skip
    return render(request, "circles/desk/posting.html", context, status=422 if faulty else 200)


Work = Callable[[MemberRequest, Posting, Neighbour | None], str]


def _work(verb: str) -> Work:
    if verb in MODERATING:
        return lambda request, found, _who: _moderate(request, found, verb)
    if verb in ("finish", "take_back", "look_on"):
        return lambda _request, found, who: _own(found, who, verb)
    if verb in ("agree", "decline", "withdraw", "let_go"):
        return lambda request, found, who: _move_answer(request, found, who, verb)
    works: dict[str, Work] = {"answer": _answer, "thank": _thank, "report": _report}
    if verb not in works:
        raise NotYours
    return works[verb]


def _post(request: MemberRequest, who: Neighbour | None) -> str:
    who = _require(who)
    form = PostingForm(request.POST, circles=access.circles_of(who))
    valid("posting_form", form)
    row = keeping("posting_form", form, "words", lambda: actions.post(who=who, **form.posting()))
    if row.state == "shown":
        return _("It can be seen now.")
    return _("Thank you. Somebody looks at it first; then the others see it.")


def _moderate(request: MemberRequest, found: Posting, verb: str) -> str:
    reason = ""
    if verb in ("refuse", "remove"):
        reason = valid("reason_form", WordsForm(request.POST))["words"]
    actions.moderate(posting=found, move=verb, reason=reason, by=request.member)
    return _("Done.")


def _own(found: Posting, who: Neighbour | None, verb: str) -> str:
    actions.move_own(posting=found, move=verb, who=_require(who))
    return _("Done.")


def _answer(request: MemberRequest, found: Posting, who: Neighbour | None) -> str:
    form = AnswerForm(request.POST)
    data = valid("answer_form", form)
    me = _require(who)

    def send() -> Answer:
        return answers.answer(
            posting=found, who=me, saying=form.saying(), reach=data["reach"],
            replay_key=data["replay_key"],
        )  # fmt: skip

    keeping("answer_form", form, "words", send)
    return _("We tell them. When they say yes, you see how to reach each other.")


def _move_answer(request: MemberRequest, found: Posting, who: Neighbour | None, verb: str) -> str:
    reach = ""
    if verb == "agree":
        reach = valid("agree_form", AgreeForm(request.POST))["reach"]
    row = _answer_of(request, found)
    answers.move_answer(row=row, move=verb, who=_require(who), reach=reach)
    return _("Done.")


def _thank(request: MemberRequest, found: Posting, who: Neighbour | None) -> str:
    data = valid("thanks_form", WordsForm(request.POST))
    answers.thank(row=_answer_of(request, found), words=data["words"], who=_require(who))
    return _("They can read it now.")


def _report(request: MemberRequest, found: Posting, who: Neighbour | None) -> str:
    data = valid("alarm_form", AlarmForm(request.POST))
    actions.report(posting=found, who=_require(who), words=data["words"])
    return _("It is hidden now, and somebody looks at it. Nobody learns that it was you.")


def _require(who: Neighbour | None) -> Neighbour:
    if who is None:
        raise NotYours
    return who


def _answer_of(request: MemberRequest, found: Posting) -> Answer:
    try:
        wanted = UUID(request.POST.get("id", ""))
    except ValueError:
        raise NotYours from None
    rows = found.answers.select_related("posting__circle", "posting__peer__member", "peer__member")
    return get_object_or_404(rows, pk=wanted)
