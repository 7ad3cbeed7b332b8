"""Concerns at the desk: raise in two presses, take, walk to the end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Member
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours, Refusal
from kith.safety import about, access, actions
from kith.safety.forms import desk as forms_desk
from kith.safety.models import Concern
from kith.safety.queries import desk, help


@members_only(*CARE)
def concerns(request: MemberRequest) -> HttpResponse:
    """Open ones with their clocks; `?closed=1` for looking back."""
    is_closed = request.GET.get("closed") == "1"
    rows = desk.closed_rows(request.member) if is_closed else desk.open_rows(request.member)
    if not is_closed:
        actions.mark_seen(by=request.member)
    reports = () if is_closed else desk.undecided(request.member)
    context = {"rows": rows, "is_closed": is_closed, "reports": reports}
    return render(request, "safety/desk/concerns.html", context)


@members_only(*CARE)
def watch(request: MemberRequest) -> HttpResponse:
    """To be left open through a night: it says when it last heard from us, and can make a sound."""
    actions.mark_seen(by=request.member)
    return render(request, "safety/desk/watch.html", {"rows": desk.open_rows(request.member)})


@members_only()
def pulse(request: MemberRequest) -> JsonResponse:
    """Asked every ten seconds by every open desk page, in every role; who does not work with people
    hears of nobody. No names but those of members."""
    answer = desk.pulse(request.member)
    if answer["asked"]:
        actions.mark_seen(by=request.member)
    return JsonResponse(answer)


@members_only()
def raise_concern(request: MemberRequest) -> HttpResponse:
    """The first press comes here from any page, in any role; the second raises it. Who does not
    work with people sees what they can do now, and not the concern."""
    member = request.member
    person = about.person_on(member, request.GET.get("from", ""))
    initial = {"person": person.id if person else None}
    form = forms_desk.RaiseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        concern = actions.raise_concern(
            by=member, severity=data["severity"], words=data["words"],
            replay_key=data["replay_key"],
            person=access.person_for(member, data["person"]) if data["person"] else None,
        )  # fmt: skip
        if member.has_role(*CARE):
            return redirect("concern", concern.id)
        context = {"organization": member.organization, "severity": data["severity"]}
        return render(request, "safety/desk/raised.html", context)
    context = {"form": form, "has_person": person is not None}
    status = 422 if form.is_bound else 200
    return render(request, "safety/desk/raise.html", context, status=status)


@members_only(*CARE)
def concern(request: MemberRequest, concern_id: UUID) -> HttpResponse:
    return _page(request, access.concern_for(request.member, concern_id))


@require_POST
@members_only(*CARE)
def open_concern(request: MemberRequest, concern_id: UUID) -> HttpResponse:
    """Shows what was written, and says that the reading is recorded."""
    found = access.concern_for(request.member, concern_id)
    opened = actions.open_concern(concern=found, by=request.member)
    return _page(request, found, opened=opened)


@require_POST
@members_only(*CARE)
def move(request: MemberRequest, concern_id: UUID, verb: str) -> HttpResponse:
    """One button of the page. A refusal is said on the page as it stands now."""
    found = access.concern_for(request.member, concern_id)
    if verb not in VERBS:
        raise NotYours
    make_form, act = VERBS[verb]
    form = make_form(request)
    if not form.is_valid():
        return _page(request, found, status=422, **{f"{verb.replace('-', '_')}_form": form})
    try:
        act(found, request.member, form.cleaned_data)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Kept."))
    return redirect("concern", concern_id)


def _page(request: MemberRequest, found: Concern, status: int = 200, **more: Any) -> HttpResponse:
    organization = found.organization
    context = {
        "page": desk.page(request.member, found),
        "lines": help.lines(organization),
        "rules": organization_rules(request.member),
        **{f"{verb.replace('-', '_')}_form": make(request, blank=True)
           for verb, (make, _act) in VERBS.items()},
        **more,
    }  # fmt: skip
    return render(request, "safety/desk/concern.html", context, status=status)


def organization_rules(member: Member) -> list[Any]:
    from kith.safety.models import ReportRule

    rules = ReportRule.objects.filter(organization_id=member.organization_id, ended_at=None)
    return list(rules.select_related("decider"))


def _plain(kind: type[forms.Form]) -> Callable[..., forms.Form]:
    return lambda request, blank=False: kind() if blank else kind(request.POST)


def _with_members(kind: type[forms_desk.WithMembers]) -> Callable[..., forms.Form]:
    def make(request: MemberRequest, blank: bool = False) -> forms.Form:
        organization = request.member.organization_id
        return kind(None if blank else request.POST, organization=organization)

    return make


def _follow_up(found: Concern, by: Member, data: dict[str, Any]) -> None:
    row = found.follow_ups.filter(pk=data["id"]).first()
    if row is None:
        raise NotYours
    actions.finish_follow_up(follow_up=row, outcome=data["outcome"], words=data["words"], by=by)


def _name(found: Concern, by: Member, data: dict[str, Any]) -> None:
    person = access.person_by_reference(by, data["reference"])
    actions.name_person(concern=found, person=person, by=by)


def _report(found: Concern, by: Member, data: dict[str, Any]) -> None:
    actions.open_report(concern=found, rule=access.rule_for(by, data["id"]), by=by)


def _decide(found: Concern, by: Member, data: dict[str, Any]) -> None:
    report = access.report_for(by, data["id"])
    if report.concern_id != found.id:
        raise NotYours
    actions.decide_report(report=report, decision=data["decision"], told=data["told"], by=by)


class _IdForm(forms.Form):
    id = forms.UUIDField()


class _FollowUpForm(forms_desk.FollowUpForm):
    id = forms.UUIDField(widget=forms.HiddenInput)


class _DecideForm(forms_desk.DecideForm):
    id = forms.UUIDField(widget=forms.HiddenInput)


Act = Callable[[Concern, Member, dict[str, Any]], object]
VERBS: dict[str, tuple[Callable[..., forms.Form], Act]] = {
    "acknowledge": (_plain(forms.Form), lambda c, by, _d: actions.acknowledge(concern=c, by=by)),
    "take-over": (_plain(forms.Form), lambda c, by, _d: actions.take_over(concern=c, by=by)),
    "release": (
        _plain(forms_desk.WordsForm),
        lambda c, by, d: actions.release(concern=c, by=by, words=d["words"]),
    ),
    "pass-on": (
        _with_members(forms_desk.PassForm),
        lambda c, by, d: actions.pass_on(concern=c, by=by, **d),
    ),
    "engage": (
        _plain(forms_desk.WordsForm),
        lambda c, by, d: actions.engage(concern=c, by=by, words=d["words"]),
    ),
    "consult": (
        _with_members(forms_desk.ConsultForm),
        lambda c, by, d: actions.consult(concern=c, by=by, **d),
    ),
    "settle": (
        _plain(forms_desk.ReasonForm),
        lambda c, by, d: actions.settle(concern=c, by=by, reason=d["reason"]),
    ),
    "hand-over": (
        _with_members(forms_desk.HandOverForm),
        lambda c, by, d: actions.hand_over(concern=c, by=by, **d),
    ),
    "call-emergency": (
        _plain(forms_desk.EmergencyForm),
        lambda c, by, d: actions.call_emergency(concern=c, by=by, **d),
    ),
    "confirm": (
        _plain(forms_desk.WordsForm),
        lambda c, by, d: actions.confirm(concern=c, by=by, words=d["words"]),
    ),
    "come-back": (
        _plain(forms_desk.ReasonForm),
        lambda c, by, d: actions.come_back(concern=c, by=by, reason=d["reason"]),
    ),
    "offer-plan": (_plain(forms.Form), lambda c, by, _d: actions.offer_plan(concern=c, by=by)),
    "follow-up": (_plain(_FollowUpForm), _follow_up),
    "close": (
        _plain(forms_desk.CloseForm),
        lambda c, by, d: actions.close(concern=c, by=by, **d),
    ),
    "reopen": (
        _plain(forms_desk.ReasonForm),
        lambda c, by, d: actions.reopen(concern=c, by=by, reason=d["reason"]),
    ),
    "review": (
        _plain(forms_desk.WordsForm),
        lambda c, by, d: actions.review(concern=c, by=by, words=d["words"]),
    ),
    "name": (_plain(forms_desk.NameForm), _name),
    "report": (_plain(_IdForm), _report),
    "decide": (_plain(_DecideForm), _decide),
}
"""What a button does, by the last part of its address: the form it brings, and the action."""
