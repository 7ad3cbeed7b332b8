"""Each request of a member runs in one transaction that sees their organisation and no other.

The transaction opens before the view and ends after it: a view that raises has changed nothing, and
whoever turns the error into a page stands outside. Django's own error handling stays in between,
which is why the context is entered here and left here, and not wrapped around the view.
"""

from collections.abc import Callable
from contextlib import ExitStack

import pghistory
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from kith.accounts import tenancy
from kith.accounts.models import Member, User
from kith.accounts.models.member import MemberQuerySet

ORGANIZATION = "organization"
"""Where the session remembers for which organisation this browser works."""

OPEN_TO_ALL = ("/hsds/",)
"""Addresses that answer everybody alike: no cookie is looked at, so that caches may keep them."""


class StreamingRefused(RuntimeError):
    """An answer that is still being written after the transaction would see nobody's rows."""


class ActAsMember:
    """Sets `request.member` (or None) and answers inside `tenancy.acting_for`, in the time zone of
    the organisation.

    Costs two statements: one says for whom, one finds the member. Public visitors cost none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as acting:
            is_open = request.path.startswith(OPEN_TO_ALL)
            request.member = None if is_open else _member(request, acting)  # type: ignore[attr-defined]
            request.acting = acting  # type: ignore[attr-defined]
            response = self.get_response(request)
            _refuse_streaming(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Undo what the view did, before anybody turns the error into a page."""
        acting: ExitStack = request.acting  # type: ignore[attr-defined]
        acting.__exit__(type(error), error, error.__traceback__)


def _member(request: HttpRequest, acting: ExitStack) -> Member | None:
    """The membership this session works as, with its context entered; or None, with none."""
    user = request.user
    if not isinstance(user, User):
        return None
    member = _chosen(request, user, acting) or _first(request, user, acting)
    if member is not None:
        acting.enter_context(pghistory.context(member=str(member.id)))
        acting.enter_context(timezone.override(member.organization.time_zone))
    return member


def _chosen(request: HttpRequest, user: User, acting: ExitStack) -> Member | None:
    """The session's organisation, if its member is still one."""
    organization = request.session.get(ORGANIZATION)
    if not organization:
        return None
    acting.enter_context(tenancy.acting_for(organization))
    member = memberships_of(user).filter(organization_id=organization).first()
    if member is None:
        acting.close()
    return member


def _first(request: HttpRequest, user: User, acting: ExitStack) -> Member | None:
    """The oldest membership, remembered for the next request."""
    member = find_memberships(user)[:1]
    if not member:
        request.session.pop(ORGANIZATION, None)
        return None
    request.session[ORGANIZATION] = str(member[0].organization_id)
    acting.enter_context(tenancy.acting_for(member[0].organization_id))
    return member[0]


def find_memberships(user: User) -> list[Member]:
    """Everything a user belongs to, oldest first, whichever organisation is being acted for."""
    with tenancy.acting_user(user.pk):
        return list(memberships_of(user))


def memberships_of(user: User) -> MemberQuerySet:
    """Active memberships, oldest first."""
    members = Member.objects.active().filter(user_id=user.pk).with_second_factor()
    return members.select_related("organization").order_by("created_at", "id")


def _refuse_streaming(request: HttpRequest, response: HttpResponseBase) -> None:
    is_open = getattr(response, "streaming", False) and not isinstance(response, FileResponse)
    if is_open and request.member is not None:  # type: ignore[attr-defined]
        raise StreamingRefused("Build the answer whole, or write a file and send that.")
