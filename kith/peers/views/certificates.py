"""A certificate: the sheet, its PDF, what it shows, and checking one in public."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import robots
from kith.core.languages import INTERFACE
from kith.core.refusals import Refusal
from kith.peers import actions, paper
from kith.peers.forms.training import NumberForm, ShownForm
from kith.peers.queries.certificates import certificate_for, checked, state_of
from kith.peers.refusals import LettersMissing
from kith.peers.views.answering import do


@members_only(Role.PEER, Role.SUPERVISOR)
def certificate(request: MemberRequest, certificate_id: UUID) -> HttpResponse:
    """One sheet to print, as PDF in any language; its holder says what it shows."""
    found = certificate_for(request.member, certificate_id)
    context = {
        "row": found, "state": state_of(found), "languages": INTERFACE,
        "own_language": _own_language(found), "address": paper.address_of_check(),
        "shown_form": ShownForm(initial={"shown": found.shown})
        if found.peer.member_id == request.member.id else None,
    }  # fmt: skip
    return render(request, "peers/desk/certificate.html", context)


@members_only(Role.PEER, Role.SUPERVISOR)
def certificate_pdf(request: MemberRequest, certificate_id: UUID) -> HttpResponse:
    """In the holder's language, or the one asked for. A name with letters that no font here has is
    not printed with boxes in it: the page says what to do."""
    found = certificate_for(request.member, certificate_id)
    wanted = request.GET.get("in", "")
    known = {language.code for language in INTERFACE}
    language = wanted if wanted in known else _own_language(found)
    try:
        drawn = paper.draw(paper.sheet_of(found, language))
    except LettersMissing as missing:
        messages.warning(request, str(missing))
        return redirect("certificate", certificate_id)
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="certificate.pdf"'
    return answer


@require_POST
@members_only(Role.PEER)
def show_certificate(request: MemberRequest, certificate_id: UUID) -> HttpResponse:
    """What a stranger sees who checks the number."""
    found = certificate_for(request.member, certificate_id)
    form = ShownForm(request.POST)

    def work() -> str:
        shown = form.cleaned_data["shown"] if form.is_valid() else []
        actions.show(certificate=found, shown=shown, by=request.member)
        return _("Kept.")

    do(request, work)
    return redirect("certificate", certificate_id)


@never_cache
def check_certificate(request: HttpRequest) -> HttpResponse:
    """For whoever is shown one: does this number hold? No number stands in an address that is sent:
    the square code has its own behind a `#`, and the page’s script puts it into the form."""
    form = NumberForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST":
        robots.check(request)
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and status == 200:
        try:
            context["found"] = checked(form.cleaned_data["number"])
        except Refusal as refusal:
            form.add_error("number", str(refusal))
            status = refusal.status
    return render(request, "peers/check_certificate.html", context, status=status)


def _own_language(found) -> str:  # type: ignore[no-untyped-def] # a Certificate
    return found.peer.member.user.language or settings.LANGUAGE_CODE
