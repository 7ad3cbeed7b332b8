"""Listing a service, changing its words, taking it out of sight, looking after it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core import clock
from kith.core.ids import uuid7
from kith.core.refusals import NotYours, ReasonMissing
from kith.directory import access
from kith.directory.actions.editing import Edit, announce, edit_service
from kith.directory.actions.refusals import KeptAlready, NotPossible
from kith.directory.actions.sections import SECTIONS
from kith.directory.models import Change, Organization, Service


def create_organization(*, name: str, by: Member, key: UUID | None = None) -> Organization:
    """A new organization of the directory, kept by the member's own. `key` makes it one."""
    _must_keep(by)
    if not name.strip():
        raise NotPossible(_("Please give it a name."))
    made, _is_new = Organization.objects.get_or_create(
        pk=key or uuid7(), defaults={"name": name.strip(), "steward_id": by.organization_id}
    )
    return made


def create_service(
    *, organization: Organization, fields: Mapping[str, Any], by: Member, key: UUID | None = None
) -> Service:
    """A new service. `key` is the id the form brought: sent twice, it is listed once."""
    _must_keep(by)
    if organization.steward_id not in (None, by.organization_id):
        raise NotYours
    name = str(fields.get("name", "")).strip()
    if not name:
        raise NotPossible(_("Please give it a name."))
    with transaction.atomic():
        service, is_new = Service.objects.get_or_create(
            pk=key or uuid7(),
            defaults={"organization": organization, "name": name, "steward_id": by.organization_id},
        )
        if is_new:
            edit_service("words", service=service, rows=[{**fields, "id": service.pk}], by=by)
            announce([service.pk])
    service.refresh_from_db()
    return service


def update_house(
    *, service: Service, fields: Mapping[str, Any], by: Member, based_on: str = ""
) -> Edit:
    """Change the record of the organisation that offers a service."""
    with transaction.atomic():
        service = access.locked_service(by, service.pk)
        house = Organization.objects.select_for_update().get(pk=service.organization_id)
        if not access.can_edit_house(by, service):
            raise NotYours
        return edit_service(
            "house", service=service, rows=[{**fields, "id": house.pk}], by=by,
            based_on=based_on, owner_id=house.pk,
        )  # fmt: skip


def _must_keep(member: Member) -> None:
    if not access.may_keep(member):
        raise NotYours


def update_service(
    *, service: Service, fields: Mapping[str, Any], by: Member, based_on: str = ""
) -> Edit:
    """Change words, cost, ages and access of a service. Fields not named stay as they are."""
    row = {**fields, "id": service.pk}
    _check_ages(fields)
    return edit_service("words", service=service, rows=[row], by=by, based_on=based_on)


def _check_ages(fields: Mapping[str, Any]) -> None:
    lowest, highest = fields.get("minimum_age"), fields.get("maximum_age")
    if lowest is not None and highest is not None and int(lowest) > int(highest):
        raise NotPossible(_("The youngest age cannot be above the oldest."))


def stop_listing(
    *, service: Service, reason: str, by: Member, batch: UUID | None = None
) -> Edit:  # fmt: skip
    """Take a service out of everything public. The reason stays inside."""
    return _stop(service, by, batch, reason=reason, do_not_list=True)


def list_again(*, service: Service, by: Member) -> Edit:
    """Show it again."""
    return _stop(service, by, None, do_not_list=False)


def do_not_refer(*, service: Service, reason: str, by: Member, batch: UUID | None = None) -> Edit:
    """Keep it in sight, but send nobody there."""
    return _stop(service, by, batch, reason=reason, do_not_refer=True)


def refer_again(*, service: Service, by: Member) -> Edit:
    """Send people there again."""
    return _stop(service, by, None, do_not_refer=False)


def _stop(
    service: Service, by: Member, batch: UUID | None, *, reason: str | None = None, **flags: bool
) -> Edit:
    if reason is not None and not reason.strip():
        raise ReasonMissing
    row: dict[str, Any] = {"id": service.pk, **flags}
    if reason is not None:
        row["do_not_reason"] = reason.strip()
    return edit_service("stop", service=service, rows=[row], by=by, batch=batch)


def set_capacity(*, service: Service, capacity: str, by: Member) -> Edit:
    """Whether it takes people now."""
    return edit_service(
        "taking", service=service, rows=[{"id": service.pk, "capacity": capacity}], by=by
    )


def adopt(*, service: Service, by: Member, batch: UUID | None = None) -> Edit:
    """Look after a listing that nobody keeps. Of two that press at once, the first keeps it."""
    with transaction.atomic():
        service = Service.objects.select_for_update().get(pk=service.pk)
        if not access.may_adopt(by):
            raise NotYours
        if service.steward_id is not None:
            raise KeptAlready
        Service.objects.filter(pk=service.pk).update(steward_id=by.organization_id)
        change = _adoption(service, by, batch)
        announce([service.pk])
    return Edit(change.batch, is_changed=True)


def _adoption(service: Service, by: Member, batch: UUID | None) -> Change:
    kept = {"id": str(service.pk), "steward_id": str(by.organization_id)}
    return Change.objects.create(
        organization_id=by.organization_id, service=service, section=SECTIONS["steward"].name,
        owner_id=service.pk, before=[kept | {"steward_id": None}], after=[kept], by=by,
        at=clock.now(), batch=batch or uuid7(),
    )  # fmt: skip


def release(*, service: Service, by: Member) -> Edit:
    """Stop looking after a listing; another organisation may then adopt it."""
    return edit_service(
        "steward", service=service, rows=[{"id": service.pk, "steward_id": None}], by=by
    )
