"""What somebody decided where two tablets counted one load differently."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.road.models.day import SupplyCount
from kith.road.models.question import Question


class SettledCount(models.Model):
    """So many of one thing, over just these `records`: a count that comes later is decided anew.
    Which vehicle and which day, the question says."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="settled")
    way = models.CharField(max_length=4, choices=SupplyCount.Way)
    name = models.CharField(max_length=80)
    amount = models.PositiveIntegerField()
    records = ArrayField(models.UUIDField())
    settled_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization question way name amount records settled_by settled_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["settled_at", "way", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "way", "name"], name="settled_once_a_question"
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=["out", "back"]), name="settled_way_known"
            ),
        ]
