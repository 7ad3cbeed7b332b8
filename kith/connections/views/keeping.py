"""Settings: how long things are kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.connections import actions
from kith.connections.forms.keeping import KeepingForm
from kith.connections.models import Keeping
from kith.connections.queries.periods import changes_of


@members_only(Role.ADMINISTRATOR)
@recently_confirmed
def keeping(request: MemberRequest) -> HttpResponse:
    """The periods, and what they were."""
    found = Keeping.of(request.member.organization)
    form = KeepingForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_periods(by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("keeping_settings")
    context = {"form": form, "changes": changes_of(request.member.organization)}
    status = 422 if form.is_bound else 200
    return render(request, "connections/desk/keeping.html", context, status=status)
