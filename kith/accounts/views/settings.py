"""The organisation's own settings, and the front page of all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.accounts import actions, catalogues
from kith.accounts.access import members_only
from kith.accounts.actions.reviews import REVIEWERS
from kith.accounts.forms.organization import OrganizationForm
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed


@members_only()
def front(request: MemberRequest) -> HttpResponse:
    """Where each setting is. Everybody may look at the languages; the rest is for few."""
    is_administrator = request.member.has_role(Role.ADMINISTRATOR)
    return render(request, "accounts/settings.html", {"is_administrator": is_administrator})


@members_only(Role.ADMINISTRATOR)
@recently_confirmed
def organization(request: MemberRequest) -> HttpResponse:
    """Name, place, languages and the crisis line."""
    form = OrganizationForm(request.POST or None, instance=request.member.organization)
    if request.method == "POST" and form.is_valid():
        actions.change_organization(by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("organization_settings")
    return render(request, "accounts/organization.html", {"form": form})


@members_only()
def languages(request: MemberRequest) -> HttpResponse:
    """Which languages the pages come in, and who has read them. One query."""
    shown = {
        "catalogues": catalogues.all_catalogues(),
        "may_review": request.member.has_role(*REVIEWERS),
    }
    return render(request, "accounts/languages.html", shown)


@members_only(*REVIEWERS)
def review(request: MemberRequest, code: str) -> HttpResponse:
    """Say of a language's words, as they stand, that they are good or need work."""
    if request.method == "POST":
        actions.review_catalogue(
            by=request.member, language=code, digest=request.POST.get("digest", ""),
            is_approved=request.POST.get("word") == "good",
        )  # fmt: skip
        messages.success(request, _("Thank you for reading."))
    return redirect("languages")
