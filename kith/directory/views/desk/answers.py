"""What several pages of the directory's desk answer with."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first where that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def uuids(values: Iterable[str]) -> list[UUID]:
    """Those that are ids; whatever else a form was filled with is left out."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def say_with_undo(request: HttpRequest, words: str, batch: UUID, back: str) -> None:
    """Say what was done, with a button that takes it back."""
    context = {"words": words, "batch": batch, "back": back}
    text = render_to_string("directory/desk/parts/undo.html", context, request)
    messages.success(request, mark_safe(text))  # noqa: S308 - drawn by a template, which escapes


def back_to(request: HttpRequest, default: str) -> HttpResponseRedirect:
    """Where the form came from, if that is a page of ours."""
    asked = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return redirect(asked if is_ours else default)
