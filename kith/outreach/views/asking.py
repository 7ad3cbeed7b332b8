"""A form that is told what the action refused, with everything typed still in it."""

from collections.abc import Callable
from typing import Any

from django import forms

from kith.core.refusals import Refusal


def done(form: forms.Form, work: Callable[[], Any]) -> Any:
    """What the action made; None where the form has faults, which it then tells."""
    if not form.is_valid():
        return None
    try:
        return work()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(None, str(refusal))
        return None


def status(form: forms.Form) -> int:
    """422 where a form came back."""
    return 422 if form.is_bound else 200
