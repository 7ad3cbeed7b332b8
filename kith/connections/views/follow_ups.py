"""Follow-ups: done, later, no longer needed."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.connections import access, actions
from kith.core import clock


@require_POST
@members_only(*CARE)
def move_follow_up(request: MemberRequest, follow_up_id: UUID, verb: str) -> HttpResponse:
    """One tap from Today."""
    member = request.member
    found = access.follow_up_for(member, follow_up_id)
    if verb == "done":
        actions.finish_follow_up(follow_up=found, by=member)
        messages.success(request, _("Done."))
    elif verb == "later":
        later = clock.now() + dt.timedelta(days=1)
        actions.snooze_follow_up(follow_up=found, due_at=later, by=member)
        messages.success(request, _("Tomorrow, then."))
    elif verb == "drop":
        actions.drop_follow_up(follow_up=found, reason=request.POST.get("reason", ""), by=member)
        messages.success(request, _("No longer needed."))
    return redirect("today")
