"""The doors of the API."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from kith.accounts.models import Organization
from kith.api.hsds import answers, asked, document, pages
from kith.api.hsds.answers import door
from kith.api.hsds.endpoints import Endpoint
from kith.api.hsds.refusals import NotThere
from kith.directory.exporting import hsds, listed, profile, streams

READING = ("GET", "HEAD")


@door(*READING)
def root(request: HttpRequest) -> HttpResponseBase:
    """What this is, by which version, under which profile."""
    about: dict[str, Any] = {
        "version": profile.VERSION,
        "profile": request.build_absolute_uri(reverse("hsds-profile")),
        "openapi_url": request.build_absolute_uri(reverse("hsds-document")),
        "description": document.DESCRIPTION,
    }
    publisher = Organization.objects.order_by("created_at", "id").first()
    if publisher:
        website = request.build_absolute_uri("/")
        about["publisher"] = {"name": publisher.name, "website": website}
    return answers.answer(request, about)


@door(*READING, "POST")
def many(request: HttpRequest, endpoint: Endpoint) -> HttpResponseBase:
    """A list: a page of it, or all of it as a stream. POST asks the same, out of sight of logs."""
    given = asked.read(request, endpoint.parameters)
    found = endpoint.rows(given)
    full, minimal = given.get("full", False), given.get("minimal", False)
    if given.get("format") == "ndjson":
        if minimal:
            rows = (row for batch in streams.batches(found) for row in batch)
            return answers.stream(request, map(hsds.minimal, rows))
        around = lambda batch: endpoint.around(batch, given, full)  # noqa: E731
        return answers.stream(request, streams.nested(endpoint.table, found, around))
    page = pages.cut(found, given)
    if minimal:
        contents = [hsds.minimal(row) for row in page.rows]
    else:
        contents = list(hsds.objects(endpoint.table, endpoint.around(page.rows, given, full)))
    return answers.answer(request, page.envelope(contents), changed=page.rows)


@door(*READING)
def one(request: HttpRequest, endpoint: Endpoint, row_id: str) -> HttpResponseBase:
    """One row with everything that hangs on it."""
    given = asked.read(request, endpoint.one)
    rows = list(listed.rows(endpoint.table).filter(pk=_id(row_id)))
    if not rows:
        raise NotThere("Nothing public has this id. It may have been removed.")
    found = next(hsds.objects(endpoint.table, endpoint.around(rows, given, True)))
    return answers.answer(request, found, changed=rows)


@door(*READING)
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document of this API."""
    server = request.build_absolute_uri(reverse("hsds"))
    return answers.answer(request, document.make(server.rstrip("/")))


@door(*READING)
def profile_index(request: HttpRequest) -> HttpResponseBase:
    """What the profile is and where its files are."""
    files = {
        name: request.build_absolute_uri(reverse("hsds-patch", args=[name]))
        for name in profile.patches()
    }
    told = {"title": profile.TITLE, "description": profile.DESCRIPTION, "files": files}
    return answers.answer(request, told)


@door(*READING)
def patch(request: HttpRequest, name: str) -> HttpResponseBase:
    """One JSON Merge Patch file of the profile."""
    try:
        return answers.answer(request, profile.patches()[name])
    except KeyError:
        raise NotThere("The profile has no file of this name. See /hsds/profile/.") from None


@door(*READING, "POST")
def nothing(request: HttpRequest, path: str) -> HttpResponseBase:
    """An address that this API does not have."""
    raise NotThere("There is nothing here. /hsds/openapi.json lists what there is.")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotThere("Nothing public has this id. Ids here are UUIDs.") from None
