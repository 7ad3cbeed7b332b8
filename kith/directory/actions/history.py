"""What a listing was, from the database's own history, and putting one thing of it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions.editing import Edit, edit_service
from kith.directory.actions.refusals import NotPossible
from kith.directory.actions.sections import SECTIONS
from kith.directory.models import Change, Service

NOT_SHOWN = {"modified_at", "extra", "external_id", "id"}
MOST = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed: before and after that moment."""

    field: str
    label: str
    was: Any
    became: Any
    can_restore: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One change as the triggers kept it. `event_id` names it for a restore."""

    event_id: int
    at: datetime
    member_id: str
    differences: Sequence[Difference]


def events_of(service: Service) -> models.QuerySet[Any]:
    """The kept rows: each holds what the service was before a change."""
    model = apps.get_model("directory", "ServiceEvent")
    return model._default_manager.filter(pgh_obj_id=service.pk).order_by("-pgh_id")


def moments_of(service: Service) -> list[Moment]:
    """Newest first. Each kept row is compared with what came after it."""
    after: Any = service
    moments = []
    for event in events_of(service)[:MOST]:
        differences = _differences(event, after)
        if differences:
            context = event.pgh_context or {}
            moments.append(
                Moment(event.pgh_id, event.pgh_created_at, context.get("member", ""), differences)
            )
        after = event
    return moments


def _differences(was: Any, became: Any) -> list[Difference]:
    restorable = set(SECTIONS["words"].fields)
    found = []
    for column in Service._meta.concrete_fields:
        before, now = getattr(was, column.attname), getattr(became, column.attname)
        if column.name not in NOT_SHOWN and before != now:
            label = str(column.verbose_name)
            found.append(Difference(column.name, label, before, now, column.name in restorable))
    return found


def restore_field(*, service: Service, event_id: int, field: str, by: Member) -> Edit:
    """Put one field back to what it was before a change. Itself a change, and can be undone."""
    if field not in SECTIONS["words"].fields:
        raise NotPossible
    event = events_of(service).filter(pgh_id=event_id).first()
    if event is None:
        raise NotYours
    row = {"id": service.pk, field: getattr(event, field)}
    return edit_service("words", service=service, rows=[row], by=by)


def page_of(service: Service, member: Member) -> dict[str, Any]:
    """What was, by the triggers, and what was changed at the desk, for the history page."""
    moments = moments_of(service)
    names = {str(pk): name for pk, name in Member.objects.values_list("pk", "name")}
    doors = service.service_at_locations.values("location")
    changes = Change.objects.filter(
        Q(service=service) | Q(location__in=doors), organization=member.organization_id
    )
    return {
        "service": service, "moments": moments, "names": names,
        "changes": changes.select_related("by")[:MOST],
        "can_edit": access.can_edit(member, service),
    }  # fmt: skip
