"""What people outside say about a listing, and what its keepers make of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import clock
from kith.core.ids import uuid7
from kith.core.refusals import NotYours, ReasonMissing
from kith.directory import access
from kith.directory.actions.editing import Edit
from kith.directory.actions.refusals import AlreadyDecided, NotListed, NotPossible
from kith.directory.actions.sections import SECTIONS
from kith.directory.actions.services import adopt, update_service
from kith.directory.models import Service, Suggestion
from kith.directory.models.suggestion import Kind, Side, State

SUGGESTIBLE = (
    "name", "description", "url", "email", "eligibility_description", "not_for", "cost",
    "fees_description", "application_process", "minimum_age", "maximum_age", "access", "alert",
)  # fmt: skip
"""What may be proposed for a service. Whether it is listed is not for outsiders to press."""

MOST_WORDS = 2000
KEPT = dt.timedelta(days=30)


def suggest(
    *, service: Service, side: str, fields: Mapping[str, Any] | None = None, words: str = "",
    kind: str = "", by: Member | None = None, key: UUID | None = None,
) -> Suggestion:  # fmt: skip
    """Say that a listing is wrong, or how it should read. With one `key` it is kept once.

    It arrives at the listing's steward; where nobody keeps it, at the organisation that was here
    first. Nothing is noted about who sent it from outside.
    """
    proposals = _proposals(fields or {})
    kind = kind or (Kind.CHANGE if proposals else Kind.WRONG)
    if kind not in Kind.values or side not in Side.values:
        raise NotPossible
    if not Service.objects.listed().filter(pk=service.pk).exists():
        raise NotListed
    receiver = _receiver(service)
    row = {
        "organization_id": receiver, "service": service, "kind": kind, "side": side,
        "proposals": proposals, "words": words.strip()[:MOST_WORDS], "by": by,
        "created_at": clock.now(),
    }  # fmt: skip
    with tenancy.acting_for(receiver):
        made, _is_new = Suggestion.objects.get_or_create(key=key or uuid7(), defaults=row)
    return made


def _proposals(fields: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(SUGGESTIBLE)
    if unknown:
        raise NotPossible
    return dict(fields)


def _receiver(service: Service) -> UUID:
    if service.steward_id:
        return service.steward_id
    first = Tenant.objects.order_by("created_at", "id").values_list("pk", flat=True).first()
    if first is None:
        raise NotListed
    return first


def accept_suggestion(
    *, suggestion: Suggestion, by: Member, fields: Mapping[str, Any] | None = None
) -> Edit | None:
    """Take it over: the proposals (or `fields`, as the keeper corrected them) are applied.

    A suggestion in words only is accepted once the keeper has seen to it; then there is no edit.
    """
    with transaction.atomic():
        suggestion = _open_one(suggestion, by)
        service = suggestion.service
        if service.steward_id is None and access.may_adopt(by):
            adopt(service=service, by=by)
        changes = suggestion.proposals if fields is None else _proposals(fields)
        access.locked_service(by, service.pk)
        edit = update_service(service=service, fields=changes, by=by) if changes else None
        _decide(suggestion, State.ACCEPTED, by, "")
    return edit


def decline_suggestion(*, suggestion: Suggestion, reason: str, by: Member) -> None:
    """Leave the listing as it is, and say why."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _decide(_open_one(suggestion, by), State.DECLINED, by, reason.strip()[:300])


def _open_one(suggestion: Suggestion, by: Member) -> Suggestion:
    """The row, locked. Two who decide at once queue here; the second is told."""
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("service")
    found = rows.filter(pk=suggestion.pk, organization=by.organization_id).first()
    if found is None or not access.may_keep(by):
        raise NotYours
    if found.state != State.OPEN:
        raise AlreadyDecided
    return found


def _decide(suggestion: Suggestion, state: str, by: Member, reason: str) -> None:
    suggestion.state, suggestion.reason = state, reason
    suggestion.decided_by, suggestion.decided_at = by, clock.now()
    suggestion.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def forget_suggestions(*, organization: UUID) -> int:
    """Remove what was decided thirty days ago; how many. What people wrote is not kept longer."""
    with tenancy.acting_for(organization):
        old = Suggestion.objects.filter(decided_at__lt=clock.now() - KEPT)
        return old.delete()[0]


def shown_now(suggestion: Suggestion) -> list[tuple[str, Any, Any]]:
    """Field, what stands now, what is proposed: for the page that decides."""
    service = suggestion.service
    names = [name for name in SECTIONS["words"].fields if name in suggestion.proposals]
    return [(name, getattr(service, name), suggestion.proposals[name]) for name in names]
