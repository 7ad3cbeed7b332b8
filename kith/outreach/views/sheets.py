"""A list of stops brought in: looked at whole first, then added by one press; and its template."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets
from kith.core.refusals import NotYours, Refusal
from kith.outreach import access, actions, sheet
from kith.outreach.access import KEEPERS
from kith.outreach.forms import SheetForm
from kith.outreach.rules.same_place import Places
from kith.outreach.sheet import Line, Sheet
from kith.outreach.sheet_words import FIELDS

SHOWN = 100
"""Rows of each kind on the page; all are counted."""


@members_only(*KEEPERS)
def import_stops(request: MemberRequest) -> HttpResponse:
    """A file, then what it would add and what is wrong in it; nothing is kept of it meanwhile."""
    if "list" in request.POST:
        return _added(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": _columns()}
    if form.is_valid():
        try:
            found = sheet.read(form.cleaned_data["file"].read())
            context |= _looked_at(request, found)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.is_bound and (form.errors or context.get("faults")) else 200
    return render(request, "outreach/stops_import.html", context, status=status)


def _columns() -> list[tuple[str, Any, list[Any]]]:
    """(name, what it is, the words that may stand there with what they mean)."""
    return [(name, field, sheet.allowed(name)) for name, field in FIELDS.items()]


def _looked_at(request: MemberRequest, found: Sheet) -> dict[str, Any]:
    mine = access.stops_for(request.member).values_list("name", "latitude", "longitude")
    known = Places(mine)
    fresh: list[Line] = []
    there: list[Line] = []
    for line in found.lines:
        place = line.place
        is_new = known.add(place.name, place.latitude, place.longitude)
        (fresh if is_new else there).append(line)
    rows = sheet.carried(line.place for line in fresh)
    return {
        "sheet": found, "fresh": fresh[:SHOWN], "there": there[:SHOWN],
        "faults": found.faults[:SHOWN], "fresh_count": len(fresh), "there_count": len(there),
        "list": signing.dumps(rows, salt=_salt(request), compress=True), "replay_key": uuid4(),
    }  # fmt: skip


def _salt(request: MemberRequest) -> str:
    """A list that another organisation looked at is none here."""
    return f"kith.outreach.sheet:{request.member.organization_id}"


def _added(request: MemberRequest) -> HttpResponse:
    try:
        rows = signing.loads(request.POST["list"], salt=_salt(request))
        key = UUID(request.POST.get("replay_key", ""))
    except (signing.BadSignature, ValueError):
        raise NotYours from None
    places = [line.place for line in sheet.read_rows(rows).lines]
    count = actions.add_stops(places=places, replay_key=key, by=request.member)
    messages.success(
        request,
        ngettext("%(count)s stop was added.", "%(count)s stops were added.", count)
        % {"count": count},
    )
    return redirect("stops")


@members_only(*KEEPERS)
def stops_template(_request: MemberRequest) -> HttpResponse:
    """An empty list, with a row that explains its columns."""
    return spreadsheets.answer("stops-template.csv", sheet.ALL, [sheet.explained()])
