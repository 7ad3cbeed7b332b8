"""What a day with the van needs: the look round the vehicle, what goes out and what comes back."""

from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.outreach.models import Unit
from kith.road.models.device import Device


class VehicleCheck(models.Model):
    """One round. `items`: code (words.CHECKLIST) -> whether it is all right. `unit`: the vehicle,
    where the tablet knew of one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    record = models.UUIDField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    items = models.JSONField(default=dict)
    is_all_right = models.BooleanField()
    note = models.CharField(max_length=500, blank=True, help_text="about the vehicle, nobody else")
    checked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization device record unit items is_all_right note checked_by checked_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "record"], name="vehicle_check_once_a_record"
            )
        ]


class SupplyCount(models.Model):
    """So many went out in the morning, or came back in the evening."""

    class Way(models.TextChoices):
        OUT = "out"
        BACK = "back"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    record = models.UUIDField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=4, choices=Way)
    name = models.CharField(max_length=80)
    amount = models.PositiveIntegerField()
    counted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization device record unit way name amount counted_by counted_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-counted_at", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "record", "name"], name="supply_once_a_record"
            ),
            models.CheckConstraint(condition=Q(way__in=["out", "back"]), name="supply_way_known"),
        ]
