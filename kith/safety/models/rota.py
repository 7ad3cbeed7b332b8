"""Who answers when. A shift is a promise; an absence takes promises back where all can see it."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


class Times(Func):
    """[start, end) as PostgreSQL's range."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class ShiftQuerySet(models.QuerySet["Shift"]):
    def standing(self) -> "ShiftQuerySet":
        """Not cancelled, of members who still work here, and not while they are away."""
        away = Absence.objects.filter(
            member=OuterRef("member"), starts_at__lte=OuterRef("starts_at"),
            ends_at__gte=OuterRef("ends_at"),
        )  # fmt: skip
        here = self.filter(cancelled_at=None, member__is_active=True, member__user__is_active=True)
        return here.exclude(Exists(away))

    def at(self, moment: dt.datetime) -> "ShiftQuerySet":
        """On duty at a moment: first responders before those who stand behind them."""
        away = Absence.objects.filter(
            member=OuterRef("member"), starts_at__lte=moment, ends_at__gt=moment
        )
        now = self.standing().filter(starts_at__lte=moment, ends_at__gt=moment)
        return now.exclude(Exists(away)).order_by("place", "starts_at", "id")

    def between(self, start: dt.datetime, end: dt.datetime) -> "ShiftQuerySet":
        return self.filter(starts_at__lt=end, ends_at__gt=start, cancelled_at=None)


@pghistory.track()
class Shift(models.Model):
    """One member on duty. `offered_at`: somebody else may take it; until then it stands."""

    class Place(models.IntegerChoices):
        FIRST = 1, _("First")
        SECOND = 2, _("Behind")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="shifts")
    place = models.PositiveSmallIntegerField(choices=Place, default=Place.FIRST)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ShiftQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization member place starts_at ends_at offered_at cancelled_at made_by "
        "created_at",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["starts_at", "place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="shift_has_length"
            ),
            ExclusionConstraint(
                name="one_shift_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (Times("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at=None),
            ),
        ]
        indexes = [models.Index(fields=["organization", "ends_at"])]


@pghistory.track()
class Absence(models.Model):
    """Holidays, illness, rest. No reason is asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization member starts_at ends_at created_at", keep=privacy.Keep.SHORT
    )

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="absence_has_length"
            )
        ]
