"""A unit's day: where it goes, in which order, and at what time. Minutes since midnight."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.models.plan import Plan
from kith.outreach.models.stop import Stop
from kith.outreach.models.unit import Unit


def clock_time(minutes: int) -> dt.time:
    """Minutes since midnight as a time; past midnight it begins anew."""
    return dt.time(minutes // 60 % 24, minutes % 60)


@pghistory.track()
class Tour(models.Model):
    """A unit on a day of a plan. break_from: when the crew rests, where it does on the way."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tours")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tours")
    day = models.DateField()
    leaves = models.PositiveSmallIntegerField()
    back = models.PositiveSmallIntegerField()
    km = models.FloatField(default=0)
    break_from = models.PositiveSmallIntegerField(null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(default=0)

    PRIVACY = privacy.of(
        internal="id organization plan unit day leaves back km break_from break_minutes",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["day", "unit__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit", "day"], name="one_tour_a_unit_and_day"),
            models.CheckConstraint(
                condition=Q(leaves__lte=F("back"), back__lte=2880), name="tour_hours_in_order"
            ),
            models.CheckConstraint(condition=Q(km__gte=0), name="tour_km_sensible"),
        ]

    def __str__(self) -> str:
        return str(self.day)

    @property
    def leaves_at(self) -> dt.time:
        return clock_time(self.leaves)

    @property
    def back_at(self) -> dt.time:
        return clock_time(self.back)

    @property
    def break_at(self) -> dt.time | None:
        return None if self.break_from is None else clock_time(self.break_from)


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> "VisitQuerySet":
        """Not cancelled."""
        return self.exclude(state="cancelled")

    def told(self) -> "VisitQuerySet":
        """Everybody may know of them, those that were called off too."""
        return self.filter(published_at__isnull=False)


@pghistory.track()
class Visit(models.Model):
    """A stop on a tour. States and moves: `lifecycle.VISIT`.

    arrives, begins (set-up), opens, closes, leaves: minutes since midnight. reason: why it was
    called off, as a code; note: in words, for ourselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    tour = models.ForeignKey(Tour, models.CASCADE, related_name="visits")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="visits")
    state = models.CharField(max_length=10, default="planned")
    order = models.PositiveSmallIntegerField()
    arrives = models.PositiveSmallIntegerField()
    begins = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    leaves = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VisitQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization tour stop state order arrives begins opens closes leaves reason "
        "note published_at cancelled_at cancelled_by",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["tour__day", "opens", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("planned", "published", "cancelled", "done")),
                name="visit_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    arrives__lte=F("begins"), begins__lte=F("opens"), opens__lt=F("closes"),
                    closes__lte=F("leaves"), leaves__lte=2880,
                ),
                name="visit_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="visit_cancelled_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="visit_cancelled_says_why"
            ),
            models.UniqueConstraint(
                fields=["tour", "stop"], condition=~Q(state="cancelled"),
                name="a_stop_once_on_a_tour",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def minutes(self) -> int:
        """With the door open."""
        return self.closes - self.opens

    @property
    def arrives_at(self) -> dt.time:
        return clock_time(self.arrives)

    @property
    def opens_at(self) -> dt.time:
        return clock_time(self.opens)

    @property
    def closes_at(self) -> dt.time:
        return clock_time(self.closes)

    @property
    def leaves_at(self) -> dt.time:
        return clock_time(self.leaves)


@pghistory.track()
class VisitRecord(models.Model):
    """What happened on a visit, counted by those who were there. None: not counted.

    contacts: conversations; people: those who came, everybody once; returning: of them, who had
    come before; referrals: sent on. replay_key: of the form or of the tablet's record.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="record")
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    contacts = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    returning = models.PositiveSmallIntegerField(null=True, blank=True)
    referrals = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization visit arrived_at left_at contacts people returning referrals "
        "recorded_by recorded_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None)
                | Q(arrived_at__isnull=False, left_at__gte=F("arrived_at")),
                name="record_left_after_arrived",
            ),
            models.CheckConstraint(
                condition=Q(returning=None) | Q(people__isnull=False, returning__lte=F("people")),
                name="record_returning_are_people",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
