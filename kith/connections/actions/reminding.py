"""Telling people, once, that something they owe is due."""

from uuid import UUID

from django.db import transaction

from kith.connections.actions import notices
from kith.connections.models import FollowUp, Notice, Request
from kith.core import clock


def tell_what_is_due(*, organization: UUID) -> None:
    """Follow-ups and next steps whose time has come, inside `acting_for(organization)`. The time is
    part of the cause: told once, and once more only when it was put off and came again."""
    now = clock.now()
    with transaction.atomic():
        follow_ups = FollowUp.objects.filter(organization_id=organization).due_before(now)
        for due in follow_ups.select_related("owner").order_by("id"):
            cause = f"{due.id}:{due.due_at:%Y%m%dT%H%M%S}"
            notices.tell([due.owner], Notice.Kind.DUE, due.request_id, cause)
        requests = Request.objects.filter(organization_id=organization).due_before(now)
        for request in requests.select_related("owner").order_by("id"):
            cause = f"{request.id}:{request.due_at:%Y%m%dT%H%M%S}"
            notices.tell_owner(request, Notice.Kind.DUE, cause)
