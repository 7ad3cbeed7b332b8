"""Requests at the desk: the list, intake, one request, and what a member does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Member
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.connections import access, actions, forms, queries
from kith.connections.models import Barrier, Request
from kith.connections.views.today import page_number
from kith.core.refusals import NotYours, Refusal


@members_only(*CARE)
def requests(request: MemberRequest) -> HttpResponse:
    """Filters stand in the address, so that a view can be kept as a bookmark."""
    member = request.member
    rows = queries.request_list(
        member,
        state=request.GET.get("state", "open"),
        owner=request.GET.get("owner", ""),
        search=request.GET.get("q", "")[:100],
        page=page_number(request),
    )
    return render(request, "connections/desk/requests.html", {"page": rows})


@members_only(*CARE)
@recently_confirmed
def requests_csv(request: MemberRequest) -> HttpResponse:
    lines = actions.requests_csv(by=request.member)
    return csv_answer(lines, "requests")


def csv_answer(lines: Any, name: str) -> HttpResponse:
    """Built whole, inside the transaction: a stream would run outside of it and see nothing."""
    answer = HttpResponse("\ufeff" + "".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@members_only(*CARE)
def intake(request: MemberRequest) -> HttpResponse:
    """By telephone or face to face; the private number is read to the person."""
    member = request.member
    form = forms.IntakeForm(request.POST or None, organization=member.organization)
    if form.is_valid():
        row, code = actions.ask(
            organization=member.organization,
            asking=form.asking(),
            replay_key=form.cleaned_data["replay_key"],
            by=member,
        )
        return render(request, "connections/desk/taken_in.html", {"row": row, "code": code})
    status = 422 if form.is_bound else 200
    return render(request, "connections/desk/intake.html", {"form": form}, status=status)


@members_only(*CARE)
def request_page(request: MemberRequest, request_id: UUID) -> HttpResponse:
    member = request.member
    return _shown(request, queries.request_page(member, request_id))


def _shown(
    request: MemberRequest, page: Any, opened: Any = None, faulty: dict | None = None
) -> HttpResponse:
    chosen = next((o for o in page.options if o.state == "chosen"), None)
    context = {
        "page": page,
        "opened": opened,
        "chosen": chosen,
        "barrier_choices": Barrier.Reason.choices,
        "chosen_consent": _consent_for(page, chosen),
        "step_form": forms.NextStepForm(
            initial={
                "next_step": page.request.next_step, "due_at": page.request.due_at,
                "owner": page.request.owner_id,
            }
        ),
        "assign_form": forms.AssignForm(),
        "close_form": forms.CloseForm(),
        "contact_form": forms.ContactForm(),
        "follow_up_form": forms.FollowUpForm(),
        "refer_form": forms.ReferForm(),
        "consent_form": forms.SpokenConsentForm(
            organization_name=request.member.organization.name,
            service_name=chosen.title if chosen else "",
        ),
        **(faulty or {}),
    }  # fmt: skip
    return render(request, "connections/desk/request.html", context, status=422 if faulty else 200)


def _consent_for(page: Any, chosen: Any) -> Any:
    """The consent in force for the chosen service, if there is one."""
    if chosen is None:
        return None
    mine = (c for c in page.consents if c.in_force and c.service_id == chosen.subject)
    return next(mine, None)


@require_POST
@members_only(*CARE)
def open_request(request: MemberRequest, request_id: UUID) -> HttpResponse:
    """Shows what is sealed, and says that the reading was recorded."""
    member = request.member
    found = access.request_for(member, request_id)
    opened = {
        "request": actions.open_request(request=found, by=member),
        "person": actions.open_person(person=found.person, by=member),
    }
    return _shown(request, queries.request_page(member, request_id), opened)


class Unclear(Exception):
    """A form came back with faults."""

    def __init__(self, name: str, form: django_forms.Form) -> None:
        self.name, self.form = name, form


@require_POST
@members_only(*CARE)
def move_request(request: MemberRequest, request_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says; the loser of a race is told and sees how things stand."""
    member = request.member
    found = access.request_for(member, request_id)
    if verb not in VERBS:
        return redirect("request", request_id)
    try:
        messages.success(request, VERBS[verb](request, found, member))
    except Unclear as unclear:
        page = queries.request_page(member, request_id)
        return _shown(request, page, faulty={unclear.name: unclear.form})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("request", request_id)


def _valid(name: str, form: Any) -> Any:
    if not form.is_valid():
        raise Unclear(name, form)
    return form.cleaned_data


def _take(request: MemberRequest, found: Request, by: Member) -> str:
    actions.take(request=found, by=by)
    return _("You have taken this on.")


def _assign(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("assign_form", forms.AssignForm(request.POST))
    actions.assign(request=found, to=data["to"], by=by)
    return _("Handed over.")


def _next_step(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("step_form", forms.NextStepForm(request.POST))
    actions.set_next_step(
        request=found,
        next_step=data["next_step"],
        due_at=data["due_at"],
        owner=data["owner"],
        by=by,
    )
    return _("The next step is set.")


def _lay_out(request: MemberRequest, found: Request, by: Member) -> str:
    options = actions.lay_out_options(request=found, words=request.POST.get("words", ""), by=by)
    if not options:
        return _("Nothing fits yet. Try other words, or note what is missing.")
    return _("The options are laid out. The person sees them under their private number.")


def _add(request: MemberRequest, found: Request, by: Member) -> str:
    form = forms.AddOptionForm(request.POST)
    data = _valid("add_form", form)
    actions.add_option(
        request=found, source="directory", subject=data["service"].pk,
        title=data["service"].name,
        override_reason=data["override_reason"], by=by,
    )  # fmt: skip
    return _("Added.")


def _choose(request: MemberRequest, found: Request, by: Member) -> str:
    actions.choose_option(option=_option(request, by), by=by)
    return _("Chosen.")


def _pass(request: MemberRequest, found: Request, by: Member) -> str:
    reason = request.POST.get("reason", "")
    actions.pass_option(option=_option(request, by), reason=reason, by=by)
    return _("We leave this one out.")


def _consent(request: MemberRequest, found: Request, by: Member) -> str:
    option = get_object_or_404(found.options, state="chosen")
    form = forms.SpokenConsentForm(
        request.POST, organization_name=by.organization.name, service_name=option.title
    )
    data = _valid("consent_form", form)
    actions.give_consent(
        request=found, service_id=option.subject, shares=tuple(data["shares"]),
        words=form.words(), language=get_language() or "en", by=by,
    )  # fmt: skip
    return _("The consent is kept.")


def _refer(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("refer_form", forms.ReferForm(request.POST))
    option = get_object_or_404(found.options, state="chosen")
    if request.POST.get("later"):
        actions.draft_referral(
            request=found, service_id=option.subject, option=option,
            replay_key=data["replay_key"], by=by,
        )  # fmt: skip
        return _("Prepared. Nothing is sent before the person agrees.")
    actions.refer(
        request=found, service_id=option.subject, option=option, replay_key=data["replay_key"],
        note=data["note"], override_reason=data["override_reason"], by=by,
    )  # fmt: skip
    return _("The referral is on its way.")


def _contact(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("contact_form", forms.ContactForm(request.POST))
    actions.record_contact(person=found.person, request=found, by=by, **data)
    return _("The contact is kept.")


def _follow_up(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("follow_up_form", forms.FollowUpForm(request.POST))
    actions.plan_follow_up(request=found, by=by, **data)
    return _("Planned.")


def _barrier(request: MemberRequest, found: Request, by: Member) -> str:
    actions.note_barrier(request=found, reason=request.POST.get("reason", ""), by=by)
    return _("Noted. It counts towards what is missing here.")


def _look_again(request: MemberRequest, found: Request, by: Member) -> str:
    actions.look_again(request=found, by=by)
    return _("We look again.")


def _close(request: MemberRequest, found: Request, by: Member) -> str:
    data = _valid("close_form", forms.CloseForm(request.POST))
    actions.close(request=found, reason=data["reason"], words=data["words"], by=by)
    return _("Closed.")


def _reopen(request: MemberRequest, found: Request, by: Member) -> str:
    actions.reopen(request=found, by=by)
    return _("Open again.")


def _option(request: MemberRequest, by: Member) -> Any:
    try:
        return access.option_for(by, UUID(request.POST.get("id", "")))
    except ValueError:
        raise NotYours from None


VERBS: dict[str, Callable[[MemberRequest, Request, Member], str]] = {
    "take": _take,
    "assign": _assign,
    "step": _next_step,
    "lay-out": _lay_out,
    "add": _add,
    "choose": _choose,
    "pass": _pass,
    "consent": _consent,
    "refer": _refer,
    "contact": _contact,
    "follow-up": _follow_up,
    "barrier": _barrier,
    "look-again": _look_again,
    "close": _close,
    "reopen": _reopen,
}
