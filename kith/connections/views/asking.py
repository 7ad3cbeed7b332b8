"""The public ask."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.accounts.models import Organization
from kith.connections import actions
from kith.connections.forms import AskForm
from kith.core import robots
from kith.directory.models import Service


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Choose who should look, where there is more than one to choose from."""
    organizations = list(Organization.objects.filter(takes_requests=True))
    if len(organizations) == 1:
        return _ask(request, organizations[0])
    chosen = request.GET.get("to") or request.POST.get("to")
    match = [o for o in organizations if o.slug == chosen]
    if match:
        return _ask(request, match[0])
    return render(request, "connections/whom.html", {"organizations": organizations})


def _ask(request: HttpRequest, organization: Organization) -> HttpResponse:
    if request.method == "POST":
        robots.check(request)
        form = AskForm(request.POST, organization=organization)
        if form.is_valid():
            return _asked(request, form)
    else:
        form = AskForm(organization=organization, initial=_hints(request))
    return render(
        request,
        "connections/ask.html",
        {"form": form, "organization": organization, "service": _service(request)},
        status=422 if form.is_bound else 200,
    )


def _asked(request: HttpRequest, form: AskForm) -> HttpResponse:
    """The private number is shown once, in the answer to the form, and stands in no address."""
    _row, code = actions.ask(
        organization=form.organization,
        asking=form.asking(),
        replay_key=form.cleaned_data["replay_key"],
    )
    is_unsafe = form.cleaned_data["unsafe"]
    context = {"code": code, "organization": form.organization, "is_unsafe": is_unsafe}
    return render(request, "connections/asked.html", context)


def _hints(request: HttpRequest) -> dict[str, Any]:
    """What the search already knew: needs by id, a place."""
    needs = [value for value in request.GET.getlist("need") if _is_uuid(value)]
    return {"needs": needs, "place": request.GET.get("place", "")[:120]}


def _service(request: HttpRequest) -> Service | None:
    """The service somebody came from, to be named on the page."""
    chosen = request.GET.get("service") or request.POST.get("service") or ""
    return Service.objects.listed().filter(pk=chosen).first() if _is_uuid(chosen) else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
