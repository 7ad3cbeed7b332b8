"""The voice of peers: what is open, what is owed, one matter."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours, Refusal
from kith.peers import voice_access
from kith.peers.actions import voice, voice_answering
from kith.peers.forms.voice import AnswerForm, MatterForm, OutcomeForm, ReasonForm
from kith.peers.models import Matter, Objection
from kith.peers.queries.voice import board, matter_page
from kith.peers.views.answering import do, valid
from kith.peers.voice_access import WHO


@members_only(*WHO)
def matters(request: MemberRequest) -> HttpResponse:
    """What waits for a vote, what the organisation owes, what became of the rest."""
    return render(request, "peers/desk/voice.html", {"board": board(request.member)})


@members_only(*WHO)
def new_matter(request: MemberRequest) -> HttpResponse:
    """Raised by a peer at work or by the organisation."""
    voice_access.require_part(request.member)
    form = MatterForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["replay_key"]
        try:
            row = voice.raise_matter(raising=form.raising(), by=request.member, replay_key=key)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("matter", row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "peers/desk/matter_form.html", {"form": form}, status=status)


@members_only(*WHO)
def matter(request: MemberRequest, matter_id: UUID) -> HttpResponse:
    return _shown(request, matter_id)


@require_POST
@members_only(*WHO)
def move(request: MemberRequest, matter_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says."""
    found = voice_access.matter_for(request.member, matter_id)
    work = VERBS.get(verb)
    if work is None:
        raise NotYours
    faulty = do(request, lambda: work(request, found))
    return _shown(request, matter_id, faulty) if faulty else redirect("matter", matter_id)


def _shown(request: MemberRequest, matter_id: UUID, faulty: Any = None) -> HttpResponse:
    context = {
        "page": matter_page(request.member, matter_id), "objection_form": ReasonForm(),
        "reply_form": ReasonForm(auto_id=False), "answer_form": AnswerForm(),
        "outcome_form": OutcomeForm(), **(faulty or {}),
    }  # fmt: skip
    return render(request, "peers/desk/matter.html", context, status=422 if faulty else 200)


def _vote(request: MemberRequest, found: Matter) -> str:
    voice.vote(matter=found, choice=_id(request, "choice"), by=request.member)
    return _("Your vote is counted. Nobody can see how you voted, not even we.")


def _object(request: MemberRequest, found: Matter) -> str:
    data = valid("objection_form", ReasonForm(request.POST))
    voice.object_to(matter=found, words=data["words"], by=request.member)
    return _("Your objection is kept. It is answered before anything is decided.")


def _withdraw(request: MemberRequest, found: Matter) -> str:
    voice.withdraw_objection(objection=_objection(request, found), by=request.member)
    return _("Taken back.")


def _reply(request: MemberRequest, found: Matter) -> str:
    data = valid("reply_form", ReasonForm(request.POST))
    row = _objection(request, found)
    voice_answering.answer_objection(objection=row, words=data["words"], by=request.member)
    return _("Answered.")


def _decide(request: MemberRequest, found: Matter) -> str:
    voice_answering.decide(matter=found, by=request.member)
    return _("It is decided.")


def _answer(request: MemberRequest, found: Matter) -> str:
    data = valid("answer_form", AnswerForm(request.POST))
    voice_answering.answer(matter=found, by=request.member, **data)
    return _("Every peer can read it now.")


def _keep(request: MemberRequest, found: Matter) -> str:
    data = valid("outcome_form", OutcomeForm(request.POST))
    is_done = request.POST.get("done") == "1"
    voice_answering.follow_up(matter=found, is_done=is_done, words=data["words"], by=request.member)
    return _("Kept.")


def _stop(request: MemberRequest, found: Matter) -> str:
    voice.stop(matter=found, by=request.member)
    return _("Taken back.")


def _objection(request: MemberRequest, found: Matter) -> Objection:
    rows = found.objections.select_related("peer__member")
    return get_object_or_404(rows, pk=_id(request, "id"))


def _id(request: MemberRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotYours from None


VERBS: dict[str, Callable[[MemberRequest, Matter], str]] = {
    "vote": _vote, "object": _object, "withdraw": _withdraw, "reply": _reply, "decide": _decide,
    "answer": _answer, "follow-up": _keep, "stop": _stop,
}  # fmt: skip
