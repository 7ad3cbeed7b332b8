"""Whom a desk page speaks of, so that a concern raised there is about them.

A room above names the parameter of its addresses and how to find the person:

    about.register("request_id", lambda member, id: ...)
"""

from collections.abc import Callable
from uuid import UUID

from django.urls import Resolver404, resolve

from kith.accounts.models import Member
from kith.core.refusals import Refusal
from kith.people.models import Person
from kith.safety import access

Finder = Callable[[Member, UUID], Person | None]
_finders: dict[str, Finder] = {"person_id": access.person_for}


def register(parameter: str, finder: Finder) -> None:
    """The finder raises a Refusal, or gives None, for what the member may not see."""
    _finders[parameter] = finder


def person_on(member: Member, path: str) -> Person | None:
    """The person of a page of ours, or None: a concern without a name is raised all the same."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    for parameter, value in found.kwargs.items():
        if parameter in _finders and isinstance(value, UUID):
            try:
                return _finders[parameter](member, value)
            except Refusal:
                return None
    return None
