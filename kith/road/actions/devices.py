"""Tablets: one is registered, members work with it, it is taken out of use."""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.ids import uuid7
from kith.core.once import once
from kith.core.refusals import AlreadyChanged, NotYours
from kith.road import access, keys
from kith.road.models import Crew, Device
from kith.road.refusals import DeviceRevoked, NameMissing


def register_device(*, name: str, replay_key: UUID, by: Member) -> Device:
    """A tablet of the organisation, with keys of its own; who registers it is of its crew."""
    access.require_crew(by)
    if not name.strip():
        raise NameMissing

    def make() -> Device:
        device = Device(
            id=uuid7(), organization_id=by.organization_id, name=name.strip()[:80],
            registered_by=by, replay_key=replay_key,
        )  # fmt: skip
        device.handle = keys.handle_of(device.id)
        keys.give_pair(device)
        device.save(force_insert=True)
        _record("device_registered", device, by)
        join_crew(device=device, by=by)
        return device

    with transaction.atomic():
        return once(Device.objects.filter(organization_id=by.organization_id), replay_key, make)


def join_crew(*, device: Device, by: Member) -> Crew:
    """A signed-in member has this tablet in hand; from now on its records may carry their name."""
    access.require_crew(by)
    if device.organization_id != by.organization_id:
        raise NotYours
    if device.is_revoked:
        raise DeviceRevoked
    joined, _ = Crew.objects.get_or_create(
        device=device, member=by, defaults={"organization_id": by.organization_id}
    )
    return joined


def revoke_device(*, device: Device, by: Member) -> Device:
    """It was lost, or is used no more. Of two at once the second gets AlreadyChanged."""
    if not access.may_revoke(by, device):
        raise NotYours
    with transaction.atomic():
        rows = Device.objects.in_use().filter(pk=device.pk)
        if not rows.update(revoked_at=clock.now(), revoked_by=by):
            raise AlreadyChanged
        _record("device_revoked", device, by)
    device.refresh_from_db()
    return device


def _record(verb: str, device: Device, by: Member) -> None:
    chain.record(verb, by=by, organization=device.organization_id, subject=device, stream="devices")
