"""Who read, took away or changed what."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.accounts.access import members_only
from kith.accounts.actions.logs import export_log
from kith.accounts.forms.log import LogForm
from kith.accounts.models import Role
from kith.accounts.queries import log as queries
from kith.accounts.queries import members
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.audit import queries as audit
from kith.audit import words

PAGE = 50


@members_only(Role.ADMINISTRATOR)
def log(request: MemberRequest) -> HttpResponse:
    """The log, newest first."""
    form = _form(request)
    wanted = form.wanted(request.member.organization.time_zone)
    found = Paginator(audit.entries(request.member.organization_id, wanted), PAGE)
    page = found.get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "lines": queries.lines(page.object_list)}
    return render(request, "accounts/log.html", shown)


@members_only(Role.ADMINISTRATOR)
@recently_confirmed
def log_csv(request: MemberRequest) -> HttpResponse:
    """The same as a file."""
    wanted = _form(request).wanted(request.member.organization.time_zone)
    text = export_log(by=request.member, wanted=wanted)
    headers = {"Content-Disposition": 'attachment; filename="log.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: MemberRequest) -> LogForm:
    verbs = [(verb, words.verb(verb)) for verb in audit.verbs(request.member.organization_id)]
    return LogForm(request.GET, members.members_of(request.member), verbs)
