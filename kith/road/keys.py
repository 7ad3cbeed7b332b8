"""A tablet's keys: the pair it seals to, the handle it is found by, the secret it signs with."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings

from kith.accounts import tenancy
from kith.core import sealing
from kith.people.keys import keyring
from kith.road.models import Device
from kith.road.refusals import UnknownDevice
from kith.road.rules import envelope


def handle_of(device: UUID) -> str:
    """What the tablet calls itself: 128 bits, found by, and telling nothing."""
    return sealing.blind(str(device), settings.SECRETS.blind_key, "road device")


def secret_of(device: UUID) -> bytes:
    """32 bytes with which the tablet signs what it sends. Made from the installation's secret: it
    stands in no table, and the tablet keeps it where no script can read it out."""
    message = f"road secret|{device}".encode()
    return hmac.digest(settings.SECRETS.blind_key, message, hashlib.sha256)


def give_pair(device: Device) -> None:
    """A pair of its own for a new device (in memory; save as usual)."""
    private, device.public_key = envelope.new_pair()
    device.key_id, device.private_wrapped = keyring().wrap(private, _place(device))


def private_of(device: Device) -> bytes:
    return keyring().unwrap(device.key_id, bytes(device.private_wrapped), _place(device))


@contextmanager
def calling(handle: str, body: bytes, signature: str) -> Iterator[Device]:
    """The device that signed this sending, in a transaction of its organisation. UnknownDevice
    where there is none, or where it did not sign this: both answer alike."""
    found = find(handle)
    if found is None or not envelope.is_signed(body, signature, secret_of(found.id)):
        raise UnknownDevice
    with tenancy.acting_for(found.organization_id):
        yield Device.objects.select_related("organization").get(pk=found.pk)


def find(handle: str) -> Device | None:
    """The device of a handle, whoever asks."""
    if len(handle) != 32 or not handle.isascii():
        return None
    with tenancy.holding_code(handle):
        return Device.objects.filter(handle=handle).first()


def _place(device: Device) -> sealing.Place:
    return sealing.Place(device.organization_id, "road_device", "private_wrapped", device.id)
