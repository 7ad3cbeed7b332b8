"""Who learned to ask what only trained people may ask."""

import pghistory
from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


class TrainedQuerySet(models.QuerySet["Trained"]):
    def present(self) -> "TrainedQuerySet":
        return self.filter(ended_at=None)


@pghistory.track()
class Trained(models.Model):
    """One member's training for one measure, as a supervisor or administrator recorded it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="trained_for")
    instrument = models.CharField(max_length=40)
    trained_on = models.DateField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TrainedQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization member instrument trained_on recorded_by recorded_at ended_at",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["member__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "instrument"],
                condition=models.Q(ended_at=None),
                name="trained_once_for_a_measure",
            )
        ]
