"""Somebody may be in danger, and somebody named must have it."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.safety.lifecycle import CONCERN, OPEN
from kith.safety.rules.due import TOLERANCE

MANUAL = "button"
"""The source of a concern that a member raised by hand."""


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> "ConcernQuerySet":
        return self.filter(state__in=OPEN)

    def waiting(self) -> "ConcernQuerySet":
        """Nobody has it yet."""
        return self.filter(state="raised")

    def over_at(self, now: dt.datetime) -> "ConcernQuerySet":
        """Whose step is over; the same rule as `rules.due.is_over`, for the database."""
        return self.open().filter(Q(step_due_at__lte=now) | Q(step_began_at__gt=now + TOLERANCE))

    def most_urgent_first(self) -> "ConcernQuerySet":
        """Nobody's first, then by clock; the id makes it one order for everybody."""
        unowned = models.Case(
            models.When(state="raised", then=0), default=1, output_field=models.IntegerField()
        )
        return self.order_by(unowned, "step_due_at", "id")


# The values of a reason tell about somebody in the clear: they stay out of the history.
@pghistory.track(exclude=["reason_values"])
class Concern(models.Model):
    """States and moves: `lifecycle.CONCERN`. What is written about the person is in its notes.

    `step_began_at` and `step_due_at` are the clock of the state it is in, by the database's time;
    no open concern is without one. `alert_count` numbers the attempts and never goes back.
    """

    class Severity(models.TextChoices):
        HIGH = "high", _("In danger now")
        MODERATE = "moderate", _("Worrying")
        LOW = "low", _("To be kept in mind")

    class Ended(models.TextChoices):
        SAFE = "safe", _("The person is safe for now")
        IN_CARE = "in_care", _("Others look after the person")
        DECLINED = "declined", _("The person wants no more contact")
        NOT_REACHED = "not_reached", _("We could not reach the person")
        DIED = "died", _("The person has died")
        MISTAKE = "mistake", _("Raised by mistake")
        DOUBLE = "double", _("The same as another concern")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    state = models.CharField(max_length=20, default=CONCERN.initial)
    severity = models.CharField(max_length=10, choices=Severity)
    source = models.CharField(max_length=40, help_text="what kind of thing raised it")
    subject_id = models.UUIDField(help_text="the row that raised it")
    reason_code = models.CharField(max_length=60)
    reason_values = models.JSONField(default=dict, blank=True)
    raised_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    owner = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="concerns_owned"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    supervisor = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    step_began_at = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True, blank=True)
    alert_count = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=20, choices=Ended, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ConcernQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person state severity source subject_id reason_code raised_by "
        "raised_at owner acknowledged_at supervisor step_began_at step_due_at alert_count "
        "closed_at closed_by ended reviewed_at reviewed_by created_at",
        personal="reason_values",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "source", "subject_id"], name="one_concern_a_cause"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CONCERN.states), name="concern_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", step_due_at=None)
                | (~Q(state="closed") & Q(step_due_at__isnull=False)),
                name="concern_open_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(state="raised", owner=None)
                | Q(state="closed")
                | Q(owner__isnull=False, acknowledged_at__isnull=False),
                name="concern_in_hand_has_an_owner",
            ),
            models.CheckConstraint(
                condition=(~Q(state="closed") & Q(closed_at=None, closed_by=None, ended=""))
                | (Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                   & ~Q(ended="")),
                name="concern_closed_says_who_when_why",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["organization", "step_due_at"],
                condition=~Q(state="closed"),
                name="concern_clock",
            )
        ]

    @property
    def reference(self) -> str:
        """What members call it among themselves; opens nothing."""
        return self.pk.hex[-6:].upper()

    @property
    def is_nameless(self) -> bool:
        """Raised by a button before anybody knew whom it is about. Somebody who asked under no
        name is known all the same: their concern stays theirs."""
        is_open_question = self.source == MANUAL
        return is_open_question and (self.person is None or self.person.name_sealed is None)

    @property
    def is_open(self) -> bool:
        return self.state not in CONCERN.final
