"""One assessment at the desk: filled in together, looked at, taken out."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Member
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.core.refusals import NotYours, Refusal
from kith.measures import access, actions, asking, queries, sheets
from kith.measures.models import Assessment
from kith.measures.views import filling
from kith.measures.views.answering import said

ALONE = (Assessment.Mode.LINK, Assessment.Mode.TABLET)
"""What somebody answers by themselves is not looked at while they do."""


@members_only(*CARE)
def assessment(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """The form while it is under way and filled in together; else what is known of it."""
    found = access.assessment_for(request.member, assessment_id)
    if found.state == "open" and found.mode not in ALONE:
        return _fill(request, found, filling.Turn("on", filling.show(request, found)))
    return _shown(request, found)


def _shown(
    request: MemberRequest, found: Assessment, opened: actions.Opened | None = None
) -> HttpResponse:
    context = {
        "row": queries.row_of(found),
        "opened": opened,
        "can_interpret": access.may_interpret(request.member),
        **(_answers(opened) if opened else {}),
    }
    return render(request, "measures/desk/assessment.html", context)


def _answers(opened: actions.Opened) -> dict[str, object]:
    """What was asked and said, in the reader's language where its wording is here; numbers alone
    where no wording may be shown."""
    text = opened.instrument.text_in(get_language() or "en", opened.assessment.language, "en")
    if text is None:
        return {"said": [("", value) for value in opened.answers.values()]}
    known = {item: value for item, value in opened.answers.items() if value is not None}
    sheet = sheets.sheet(opened.instrument, text, known)
    return {"sheet": sheet, "said": [(question.words, question.said) for question in sheet.shown]}


def _fill(request: MemberRequest, found: Assessment, turned: filling.Turn) -> HttpResponse:
    severity = turned.severity or filling.severity_now(found)
    context = {"sheet": turned.sheet, "row": queries.row_of(found), "severity": severity}
    return render(request, "measures/desk/fill.html", context)


@require_POST
@members_only(*CARE)
def answer(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """One step of the form, with the person beside."""
    member = request.member
    found = access.assessment_for(member, assessment_id)
    if found.mode in ALONE:
        raise NotYours
    turned = filling.turn(request, found, by=member)
    if turned.went == "on":
        return _fill(request, found, turned)
    if turned.went == "finished":
        return _finished(request, found, turned)
    messages.success(request, _("Kept.") if turned.went == "later" else _("Stopped."))
    return redirect("person_measures", found.person_id)


def _finished(request: MemberRequest, found: Assessment, turned: filling.Turn) -> HttpResponse:
    """In plain words, to be read together; a peer who may not interpret sees no score."""
    instrument = asking.find(found.instrument)
    is_shown = access.may_interpret(request.member) and instrument.asked_by == "person"
    context = {
        "row": queries.row_of(found),
        "severity": turned.severity,
        "is_shown": is_shown,
        **(said(instrument, turned) if is_shown else {}),
    }
    return render(request, "measures/desk/finished.html", context)


@require_POST
@members_only(*CARE)
def open_assessment(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """Answers and score; opening is recorded."""
    member = request.member
    found = access.assessment_for(member, assessment_id)
    return _shown(request, found, actions.open_assessment(assessment=found, by=member))


@require_POST
@members_only(*CARE)
@recently_confirmed
def fhir(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """A copy for other software."""
    member = request.member
    found = access.assessment_for(member, assessment_id)
    answer = JsonResponse(
        actions.as_fhir(assessment=found, by=member), content_type="application/fhir+json"
    )
    answer["Content-Disposition"] = 'attachment; filename="measure.json"'
    return answer


@require_POST
@members_only(*CARE)
def move(request: MemberRequest, assessment_id: UUID, verb: str) -> HttpResponse:
    """Stop waiting for it, or take back what was entered by mistake."""
    member = request.member
    found = access.assessment_for(member, assessment_id)
    if verb in VERBS:
        try:
            messages.success(request, VERBS[verb](found, member))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("person_measures", found.person_id)


def _stop(found: Assessment, by: Member) -> str:
    actions.stop(assessment=found, by=by)
    return _("Stopped.")


def _correct(found: Assessment, by: Member) -> str:
    actions.correct(assessment=found, by=by)
    return _("It counts no more.")


VERBS: dict[str, Callable[[Assessment, Member], str]] = {"stop": _stop, "mistake": _correct}
