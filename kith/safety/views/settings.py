"""Standing ready: clocks, crisis words, numbers, what the law asks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.core.refusals import NotYours
from kith.safety import access, actions, clocks
from kith.safety.actions.words import REVIEWERS
from kith.safety.forms.settings import ClocksForm, CrisisWordsForm, HelplineForm, RuleForm
from kith.safety.models import CrisisWords, Helpline, ReportRule
from kith.safety.queries import help, readiness

KEEPERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@members_only(*KEEPERS)
def safety(request: MemberRequest) -> HttpResponse:
    """What is missing, and the clocks."""
    found = clocks.of(request.member.organization_id)
    form = ClocksForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_clocks(by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("safety_settings")
    context = {
        "form": form, "clocks": clocks.of(request.member.organization_id),
        "missing": readiness.missing(request.member.organization),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "safety/desk/settings.html", context, status=status)


@require_POST
@members_only(*KEEPERS)
@recently_confirmed
def go_live(request: MemberRequest) -> HttpResponse:
    actions.go_live(by=request.member)
    messages.success(request, _("From now on people are told that somebody answers."))
    return redirect("safety_settings")


@members_only(*REVIEWERS)
def crisis_words(request: MemberRequest) -> HttpResponse:
    """The steps on the crisis page, language by language."""
    member = request.member
    form = CrisisWordsForm(
        request.POST or None, languages=readiness.languages_of(member.organization)
    )
    if request.method == "POST" and form.is_valid():
        actions.write_words(by=member, **form.cleaned_data)
        messages.success(request, _("Kept as a draft. Somebody who speaks it reads it now."))
        return redirect("crisis_words")
    rows = CrisisWords.objects.filter(steward_id=member.organization_id)
    context = {"form": form, "rows": rows, "may_write": member.has_role(*KEEPERS)}
    status = 422 if form.is_bound else 200
    return render(request, "safety/desk/words.html", context, status=status)


@require_POST
@members_only(*REVIEWERS)
def review_words(request: MemberRequest, words_id: UUID) -> HttpResponse:
    mine = CrisisWords.objects.filter(steward_id=request.member.organization_id)
    actions.review_words(words=get_object_or_404(mine, pk=words_id), by=request.member)
    messages.success(request, _("Thank you for reading."))
    return redirect("crisis_words")


@members_only(*KEEPERS)
def helplines(request: MemberRequest) -> HttpResponse:
    """The organisation's own numbers, and what comes with Kith for its country."""
    member = request.member
    form = HelplineForm(request.POST or None, initial={"country": member.organization.country})
    if request.method == "POST" and form.is_valid():
        actions.add_helpline(by=member, **form.cleaned_data)
        messages.success(request, _("Kept. Call it once, and say that you have checked it."))
        return redirect("helplines")
    own = Helpline.objects.filter(steward_id=member.organization_id, withdrawn_at=None)
    context = {"form": form, "own": own, "shown": help.lines(member.organization)}
    status = 422 if form.is_bound else 200
    return render(request, "safety/desk/helplines.html", context, status=status)


@require_POST
@members_only(*KEEPERS)
def move_helpline(request: MemberRequest, line_id: UUID, verb: str) -> HttpResponse:
    verbs = {"checked": actions.check_helpline, "withdraw": actions.withdraw_helpline}
    if verb not in verbs:
        raise NotYours
    verbs[verb](line=access.helpline_for(request.member, line_id), by=request.member)
    messages.success(request, _("Kept."))
    return redirect("helplines")


@members_only(*KEEPERS)
def report_rules(request: MemberRequest) -> HttpResponse:
    """What the law of a place asks, as one's own advisers wrote it down."""
    member = request.member
    form = RuleForm(request.POST or None, organization=member.organization_id)
    if request.method == "POST" and form.is_valid():
        actions.add_rule(by=member, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("report_rules")
    rules = ReportRule.objects.filter(organization_id=member.organization_id, ended_at=None)
    context = {"form": form, "rules": rules.select_related("decider")}
    status = 422 if form.is_bound else 200
    return render(request, "safety/desk/rules.html", context, status=status)


@require_POST
@members_only(*KEEPERS)
def end_rule(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    actions.end_rule(rule=access.rule_for(request.member, rule_id), by=request.member)
    return redirect("report_rules")
