"""The pipeline and one application."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions, forms, queries
from kith.peers.actions.recruiting import agree_on_talk
from kith.peers.forms.recruiting import TalkForm
from kith.peers.lifecycle import APPLICATION
from kith.peers.models import Application
from kith.peers.views.answering import do, is_move, valid


@members_only(*access.RECRUITERS)
def applications(request: MemberRequest) -> HttpResponse:
    columns = queries.pipeline(request.member)
    return render(request, "peers/desk/applications.html", {"columns": columns})


@members_only(*access.RECRUITERS)
def application(request: MemberRequest, application_id: UUID) -> HttpResponse:
    return _shown(request, application_id)


@require_POST
@members_only(*access.RECRUITERS)
def open_application(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Shows name, number and words, and says that the reading was recorded."""
    found = access.application_for(request.member, application_id)
    opened = actions.open_application(application=found, by=request.member)
    return _shown(request, application_id, opened=opened)


@require_POST
@members_only(*access.RECRUITERS)
def move(request: MemberRequest, application_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says."""
    found = access.application_for(request.member, application_id)
    works = {"check": _check, "accept": _welcome, "talk": _talk}
    if verb not in works and not is_move(APPLICATION, verb):
        raise NotYours
    work = works.get(verb, lambda request, found: _move(request, found, verb))
    faulty = do(request, lambda: work(request, found))
    if faulty:
        return _shown(request, application_id, faulty=faulty)
    return redirect("application", application_id)


def _shown(
    request: MemberRequest, application_id: UUID, opened: Any = None, faulty: Any = None
) -> HttpResponse:
    page = queries.application_page(request.member, application_id)
    context = {
        "page": page, "opened": opened, "talk_form": TalkForm(initial={"talk_at": page.talk_at}),
        "check_form": forms.CheckForm(), "welcome_form": forms.WelcomeForm(),
        "reason_form": forms.ReasonForm(), **(faulty or {}),
    }  # fmt: skip
    status = 422 if faulty else 200
    return render(request, "peers/desk/application.html", context, status=status)


def _check(request: MemberRequest, found: Application) -> str:
    data = valid("check_form", forms.CheckForm(request.POST))
    actions.record_check(application=found, by=request.member, **data)
    return _("The finding is kept.")


def _talk(request: MemberRequest, found: Application) -> str:
    data = valid("talk_form", TalkForm(request.POST))
    agree_on_talk(application=found, talk_at=data["talk_at"], by=request.member)
    return _("Kept.")


def _welcome(request: MemberRequest, found: Application) -> str:
    data = valid("welcome_form", forms.WelcomeForm(request.POST))
    actions.welcome(application=found, member=data["member"], by=request.member)
    return _("Welcome! They begin their training.")


def _move(request: MemberRequest, found: Application, verb: str) -> str:
    reason = ""
    if verb == "decline":
        reason = valid("reason_form", forms.ReasonForm(request.POST))["reason"]
    actions.move_application(application=found, move=verb, reason=reason, by=request.member)
    return _("Done.")
