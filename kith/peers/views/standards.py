"""Schemes at the desk: what holds, comes and was; a change is a version with its first day."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.peers import actions
from kith.peers.actions.standards import KEEPERS
from kith.peers.forms.standards import VersionForm, initial_of
from kith.peers.queries import standards as queries
from kith.peers.views.answering import do, valid


@members_only(*KEEPERS)
def schemes(request: MemberRequest) -> HttpResponse:
    """Every scheme; a form to go on from each, and one for a new one."""
    faulty = {}
    code = request.POST.get("code", "")
    if request.method == "POST":
        faulty = do(request, lambda: _written(request, code))
        if not faulty:
            return redirect("schemes")
    pages = queries.scheme_pages(request.member)
    rows = [
        (page, faulty.get("form") if faulty and page.code == code else _form(page))
        for page in pages
    ]
    new = faulty.get("form") if faulty and not code else VersionForm(auto_id="id_new_%s")
    context = {"rows": rows, "new_form": new}
    return render(request, "peers/desk/schemes.html", context, status=422 if faulty else 200)


def _form(page: queries.SchemePage) -> VersionForm:
    base = page.now or page.coming[0]
    return VersionForm(initial=initial_of(base), auto_id=f"id_{page.code}_%s")


def _written(request: MemberRequest, code: str) -> str:
    form = VersionForm(request.POST, auto_id=f"id_{code or 'new'}_%s")
    data = valid("form", form)
    actions.write_version(
        version=form.version(code), replay_key=data["replay_key"], by=request.member
    )
    return _("Kept. What was given before stays as it was.")
