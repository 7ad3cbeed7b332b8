"""What a member changed at the desk, as it was and as it became: to be undone exactly."""

from django.db import models

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.location import Location
from kith.directory.models.service import Service


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> "ChangeQuerySet":
        """Not undone."""
        return self.filter(undone_at=None)


class Change(models.Model):
    """One section of a listing, written once. `batch` ties the rows of one press together.

    Kept apart from the public tables, behind the row policy. Whoever hides an address destroys the
    changes that still tell it (`actions.confidential`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    section = models.CharField(max_length=40)
    owner_id = models.UUIDField(help_text="the row the section hangs on")
    before = models.JSONField()
    after = models.JSONField()
    batch = models.UUIDField(db_index=True, default=uuid7)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization service location section owner_id before after batch by at "
        "undone_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["-at", "-id"]
