"""A tablet that goes out with the van, and who works with it."""

import pghistory
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


class DeviceQuerySet(models.QuerySet["Device"]):
    def in_use(self) -> "DeviceQuerySet":
        return self.filter(revoked_at=None)


@pghistory.track(exclude=["handle", "private_wrapped", "last_seen_at"])
class Device(models.Model):
    """`handle` is what the tablet calls itself; a keyed digest of the id, so that a stranger cannot
    try ids. The tablet seals to `public_key` (P-256, uncompressed point); the private half is
    wrapped by the installation's key and never leaves the server."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=64, unique=True)
    public_key = models.BinaryField()
    key_id = models.CharField(max_length=20)
    private_wrapped = models.BinaryField()
    registered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    replay_key = models.UUIDField()

    objects = DeviceQuerySet.as_manager()

    # A tablet that comes back into signal has no session: it is found by its handle, to read, only.
    ROW_POLICY = "organization_id = kith_organization() OR handle = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="id organization name public_key registered_by registered_at last_seen_at "
        "revoked_at revoked_by key_id replay_key",
        sensitive="handle private_wrapped",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-registered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="device_form_has_one_effect"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="device_has_a_name"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="device_revoked_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None


class Crew(models.Model):
    """A member who opened the app on a tablet while signed in. Only then may a record from it carry
    their name: a stolen tablet cannot speak for somebody who never held it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.CASCADE, related_name="crew")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization device member since", keep=privacy.Keep.WHILE_MEMBER
    )

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["device", "member"], name="crew_once_a_device")
        ]
