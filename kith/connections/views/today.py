"""The first page of the desk, notices, and the one search over everything of one's own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Member, Role
from kith.accounts.requests import MemberRequest
from kith.connections import access, actions, queries
from kith.connections.models import Notice
from kith.core.refusals import NotYours
from kith.peers import telling


@members_only()
def today(request: MemberRequest) -> HttpResponse:
    """Concerns first (they come with their room), then what is due, then what waits for me."""
    member = request.member
    if not member.has_role(*CARE):
        return _elsewhere(request)
    return render(request, "connections/desk/today.html", {"today": queries.today(member)})


def _elsewhere(request: MemberRequest) -> HttpResponse:
    """Members who do not work with people begin where their work is."""
    member = request.member
    if member.has_role(Role.PARTNER):
        return redirect("referrals")
    return render(request, "connections/desk/welcome.html")


@members_only()
def notices(request: MemberRequest) -> HttpResponse:
    page = queries.notices(request.member, page=_page(request))
    return render(request, "connections/desk/notices.html", {"page": page})


@members_only()
def notice(request: MemberRequest, notice_id: UUID) -> HttpResponse:
    """Following a notice marks it as read and leads to what waits."""
    member = request.member
    found = access.notice_for(member, notice_id)
    if found.read_at is None:
        actions.mark_read(notice=found, by=member)
    return redirect(*_destination(found, member))


def _destination(found: Notice, member: Member) -> tuple[str, UUID]:
    """The page this notice speaks of: another room's, a referral's or a request's."""
    elsewhere = telling.destination(found.kind, found.subject_id)
    if elsewhere:
        return elsewhere
    try:
        access.request_for(member, found.subject_id)
    except NotYours:
        return ("referral", found.subject_id)
    return ("request", found.subject_id)


@require_POST
@members_only()
def all_read(request: MemberRequest) -> HttpResponse:
    actions.mark_all_read(by=request.member)
    return redirect("notices")


@members_only(*CARE)
def search(request: MemberRequest) -> HttpResponse:
    """Requests and people that match the words; names are searched among one's own people."""
    member = request.member
    words = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"words": words}
    if words:
        context["requests"] = queries.request_list(member, state="all", search=words).rows
        context["people"] = queries.person_list(member, search=words).rows
    return render(request, "connections/desk/search.html", context)


def _page(request: MemberRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


page_number = _page
