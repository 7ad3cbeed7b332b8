"""Weeks of tours: what is wished, and how far the planning is."""

import datetime as dt

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7

STATES = ("draft", "working", "ready", "failed", "published", "ended")


class PlanQuerySet(models.QuerySet["Plan"]):
    def told(self) -> "PlanQuerySet":
        """Everybody may see its tours."""
        return self.filter(state="published")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "name", "starts_on", "weeks")),
)
class Plan(models.Model):
    """States and moves: `lifecycle.PLAN`. It begins on a Monday.

    slack       minutes that stay free at the end of each day
    seconds     how long the search may take
    share, cost, bound, left_out   how far the search is, and its best plan so far
    ways        minutes and kilometres between its places, as they were when it was planned
    answer      what the search said beyond the tours: who is left out and why, its check
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="draft")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    weeks = models.PositiveSmallIntegerField(
        default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    slack = models.PositiveSmallIntegerField(default=15)
    seconds = models.PositiveSmallIntegerField(default=60)
    asked_to_stop = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(default=0, help_text="per cent of the time")
    cost = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    left_out = models.PositiveSmallIntegerField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="from whoever plans it")
    ways = models.JSONField(default=dict, blank=True)
    answer = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    objects = PlanQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization state name starts_on weeks slack seconds asked_to_stop share "
        "cost bound left_out heard_at ways answer made_by made_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="plan_form_has_one_effect"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="plan_state_known"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_has_a_name"),
            models.CheckConstraint(condition=Q(weeks__range=(1, 26)), name="plan_weeks_sensible"),
            models.CheckConstraint(
                condition=Q(starts_on__iso_week_day=1), name="plan_begins_on_a_monday"
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="plan_share_is_per_cent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> int:
        return self.weeks * 7

    @property
    def ends_on(self) -> dt.date:
        """The last day of its last week."""
        return self.starts_on + dt.timedelta(days=self.days - 1)

    @property
    def gap(self) -> float | None:
        """How much cheaper, at the most, another plan could be, in per cent; None: not known."""
        if not self.cost or self.bound is None:
            return None
        return max(0.0, 100 * (self.cost - self.bound) / self.cost)
