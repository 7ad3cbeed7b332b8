"""What somebody asks of a region, and the answer."""

import datetime as dt
from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.region.lifecycle import QUESTION

SILENT = dt.timedelta(minutes=3)
"""After so long without a sign of the work its page says so."""


@pghistory.track(exclude=["answer", "phase", "done", "total", "seen_at"])
class Question(models.Model):
    """States and moves: `lifecycle.QUESTION`.

    asked    `rules.asking.question` as JSON: public places and needs, nobody's home
    answer   sums over many people, small ones held back
    number   which time it is worked out: an answer to an earlier one is not kept
    """

    class Kind(models.TextChoices):
        ACCESS = "access"
        REACH = "reach"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, default="working")
    region = models.CharField(max_length=60)
    asked = models.JSONField()
    answer = models.JSONField(null=True, blank=True)
    number = models.PositiveIntegerField(default=1)
    phase = models.CharField(max_length=10, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    seen_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=30, blank=True)
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization kind state region asked answer number phase done total seen_at "
        "fault asked_by asked_at answered_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="question_form_has_one_effect"
            ),
            models.CheckConstraint(
                condition=Q(state__in=QUESTION.states), name="question_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(answer__isnull=False, answered_at__isnull=False),
                name="question_ready_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def told(self) -> dict[str, Any]:
        """The answer; empty where there is none yet."""
        return self.answer or {}

    @property
    def is_silent(self) -> bool:
        """Whether the work has given no sign of life for long."""
        return clock.now() - (self.seen_at or self.asked_at) > SILENT
