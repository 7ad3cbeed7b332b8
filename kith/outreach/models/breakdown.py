"""A unit that stands on the road, and what could become of the rest of its day."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.lifecycle import BREAKDOWN
from kith.outreach.models.tour import Tour

SILENT = dt.timedelta(seconds=90)
"""After so long nobody at the roadside waits for something better."""


class Breakdown(models.Model):
    """States and moves: `lifecycle.BREAKDOWN`. It has an answer from the first moment on; while it
    is working a better one is looked for.

    since     minutes since midnight; back_on: the first day on which the unit runs again
    stood     a digest of the plan the answer was made for
    answer    where each visit goes: {visit, unit, day, begins}; unit None: it is called off
    searched  whether the answer is the search's and not the first one
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    tour = models.ForeignKey(Tour, models.CASCADE, related_name="breakdowns")
    state = models.CharField(max_length=10, default="working")
    since = models.PositiveSmallIntegerField()
    back_on = models.DateField()
    stood = models.CharField(max_length=64)
    answer = models.JSONField()
    searched = models.BooleanField(default=False)
    told_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization tour state since back_on stood answer searched told_by told_at "
        "replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-told_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="breakdown_form_has_one_effect"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BREAKDOWN.states), name="breakdown_state_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.told_at)

    @property
    def is_working(self) -> bool:
        """Whether it is worth to wait."""
        return self.state == "working" and clock.now() - self.told_at < SILENT

    @property
    def moves(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.answer["moves"]
        return rows
