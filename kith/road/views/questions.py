"""What came from the tablets and only somebody named can decide."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import AlreadyChanged, NotYours
from kith.road import access, actions, queries
from kith.road.models import Question
from kith.road.refusals import EachNeedsOne
from kith.road.words import WHY


@members_only(*CARE)
def questions(request: MemberRequest) -> HttpResponse:
    """Open ones, and what still waits for something; `?show=closed` for looking back."""
    is_closed = request.GET.get("show") == "closed"
    context = {
        "rows": queries.question_rows(request.member, is_closed=is_closed), "is_closed": is_closed,
        "waiting": () if is_closed else queries.waiting_rows(request.member),
    }  # fmt: skip
    return render(request, "road/questions.html", context)


@members_only(*CARE)
def question(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """One, with what is in question; opening it is recorded."""
    return _shown(request, access.question_for(request.member, question_id))


def _shown(request: MemberRequest, found: Question, status: int = 200) -> HttpResponse:
    may_open = access.may_open(request.member, found)
    context = {
        "question": found, "may_open": may_open,
        "opened": actions.open_question(question=found, by=request.member) if may_open else None,
        "why": WHY.get(found.why, WHY["failed"]) if found.arrival_id else "",
        "may_let_in": request.member.has_role(Role.SUPERVISOR),
    }  # fmt: skip
    return render(request, "road/question.html", context, status=status)


@require_POST
@members_only(*CARE)
def decide(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """`go`: a version's id, "same", "different", "let_in", "drop" or "counts"."""
    found = access.question_for(request.member, question_id)
    go, by = request.POST.get("go", ""), request.member
    if go in ("same", "different"):
        actions.decide_double(question=found, is_same=go == "same", by=by)
    elif go == "let_in":
        actions.let_in(question=found, by=by)
    elif go == "drop":
        actions.drop(question=found, by=by)
    elif go == "counts":
        try:
            actions.settle_counts(question=found, chosen=_chosen(request), by=by)
        except (AlreadyChanged, EachNeedsOne) as refusal:
            messages.error(request, str(refusal))
            return _shown(request, found, refusal.status)
    else:
        actions.choose_version(question=found, version_id=_id(go), by=by)
    messages.success(request, _("Done."))
    return redirect("road_conflicts")


def _chosen(request: MemberRequest) -> dict[tuple[str, str], str]:
    """Fields such as "out/water"."""
    told = {tuple(name.split("/", 1)): str(value) for name, value in request.POST.items()}
    return {(key[0], key[1]): value for key, value in told.items() if len(key) == 2}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotYours from None
