"""Where the van should stop: what was asked, step by step, and which stops came out."""

import datetime as dt

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.lifecycle import CHOICE
from kith.outreach.models.stop import Stop

SILENT = dt.timedelta(minutes=3)
"""After so long without a sign of the work its page says so."""


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def adopted(self) -> "ChoiceQuerySet":
        """Whose stops the tours go to."""
        return self.filter(state="adopted")


@pghistory.track(exclude=["phase", "done", "total", "seen_at"])
class Choice(models.Model):
    """States and moves: `lifecycle.CHOICE`.

    region   which region's people and streets; empty is the newest
    phase, done, total, seen_at   how far the work is, for the progress line
    fault    a code: why the last work failed
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="draft")
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=60, blank=True)
    phase = models.CharField(max_length=10, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    seen_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=30, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    adopted_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    objects = ChoiceQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization state name region phase done total seen_at fault made_by "
        "created_at adopted_by adopted_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="choice_form_has_one_effect"
            ),
            models.CheckConstraint(condition=Q(state__in=CHOICE.states), name="choice_state_known"),
            models.CheckConstraint(condition=~Q(name=""), name="choice_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_at__isnull=False, adopted_by__isnull=False)
                | (~Q(state="adopted") & Q(adopted_at=None, adopted_by=None)),
                name="choice_adopted_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_silent(self) -> bool:
        """Whether the work has given no sign of life for long."""
        return self.seen_at is not None and clock.now() - self.seen_at > SILENT


@pghistory.track(exclude=["answer"])
class ChoiceQuestion(models.Model):
    """What was asked at one step, and what came out. The one of the highest number that was not
    taken back counts; taking it back brings the answer of the step before with it, at once.

    asked    `rules.choice.Question` as JSON
    change   a code: what is different from the step before; stop: of which stop
    answer   `rules.choice.answer`: sums over many people, small ones held back
    """

    class Change(models.TextChoices):
        FIRST = "first"
        PIN = "pin"
        BAN = "ban"
        FREE = "free"
        MOVE = "move"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    asked = models.JSONField()
    change = models.CharField(max_length=10, choices=Change, default=Change.FIRST)
    stop = models.ForeignKey(Stop, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization choice number asked change stop asked_by asked_at answer "
        "answered_at undone_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["choice", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["choice", "number"], name="one_question_a_step"),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="choice_answered_says_when",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(number__gt=1), name="first_question_stands"
            ),
        ]


@pghistory.track()
class ChosenStop(models.Model):
    """One stop of the answer that counts now. reasons: {code, values}, as `rules.stops` gives them.

    latitude, longitude: where it was thought of, if elsewhere than where the stop is.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="stops")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="from 1, most people first")
    reasons = models.JSONField(default=list, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    PRIVACY = privacy.of(
        internal="id organization choice stop number reasons latitude longitude",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["choice", "number"]
        constraints = [
            models.UniqueConstraint(fields=["choice", "stop"], name="a_stop_is_chosen_once"),
            models.UniqueConstraint(fields=["choice", "number"], name="one_number_a_chosen_stop"),
            models.CheckConstraint(condition=Q(number__gte=1), name="chosen_stops_begin_at_one"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                & Q(latitude__isnull=False, longitude__isnull=False),
                name="chosen_stop_is_on_earth",
            ),
        ]
