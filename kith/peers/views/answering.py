"""What several pages share: a form that came back with faults, and doing what a button says."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from kith.core.lifecycle import Lifecycle
from kith.core.refusals import Refusal


class Unclear(Exception):
    """A form came back with faults; the page is shown again with it."""

    def __init__(self, name: str, form: forms.Form) -> None:
        self.name, self.form = name, form


def valid(name: str, form: Any) -> dict[str, Any]:
    """What was typed, or Unclear."""
    if not form.is_valid():
        raise Unclear(name, form)
    return form.cleaned_data


def do(request: HttpRequest, work: Callable[[], str]) -> dict[str, forms.Form]:
    """Do it and say so; a refusal is said as well. Gives back the form that was faulty, by name."""
    try:
        messages.success(request, work())
    except Unclear as unclear:
        return {unclear.name: unclear.form}
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return {}


def keeping(name: str, form: Any, field: str, work: Callable[[], Any]) -> Any:
    """Do it; a refusal comes back beside the field with everything that was typed."""
    try:
        return work()
    except Refusal as refusal:
        form.add_error(field, str(refusal))
        raise Unclear(name, form) from None


def is_move(lifecycle: Lifecycle, verb: str) -> bool:
    """Whether a verb of an address is one of the table."""
    return verb in {move.name for move in lifecycle.moves}
