"""Who works here: list, invite, change, end, take back."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kith.accounts import access, actions
from kith.accounts.access import members_only
from kith.accounts.forms.members import InviteForm, MemberForm
from kith.accounts.models import Role
from kith.accounts.queries import members as queries
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.core import clock
from kith.core.refusals import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@members_only(Role.ADMINISTRATOR)
def members(request: MemberRequest) -> HttpResponse:
    """Members and open invitations. Two queries."""
    shown = {
        "members": queries.members_of(request.member),
        "invitations": queries.waiting_invitations(request.member),
        "now": clock.now(),
    }
    return render(request, "accounts/members.html", shown)


@members_only(Role.ADMINISTRATOR)
@recently_confirmed
def invite(request: MemberRequest) -> HttpResponse:
    """Ask somebody to join."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(by=request.member, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("members")
    return render(request, "accounts/invite.html", {"form": form})


@members_only(Role.ADMINISTRATOR)
@recently_confirmed
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Name and roles of one member."""
    changed = access.member_for(request.member, member_id)
    initial = {"name": changed.name, "roles": changed.roles}
    form = MemberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_member(by=request.member, member=changed, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("members")
    return render(request, "accounts/member.html", {"form": form, "changed": changed})


def _press(
    find: Callable, name: str, action: Callable, said: "StrPromise"
) -> Callable[..., HttpResponse]:
    """A button of the list: find the row, do the one thing, say so."""

    @members_only(Role.ADMINISTRATOR)
    @recently_confirmed
    @require_POST
    def pressed(request: MemberRequest, row_id: UUID) -> HttpResponse:
        action(by=request.member, **{name: find(request.member, row_id)})
        messages.success(request, said)
        return redirect("members")

    return pressed


deactivate = _press(
    access.member_for, "member", actions.deactivate_member, _("The membership has ended.")
)
reactivate = _press(
    access.member_for, "member", actions.reactivate_member, _("Good to have them back.")
)
send_again = _press(
    access.invitation_for, "invitation", actions.send_again, _("The invitation is on its way.")
)
withdraw = _press(
    access.invitation_for, "invitation", actions.withdraw, _("The invitation opens nothing now.")
)
