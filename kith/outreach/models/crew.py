"""Who goes out with a unit on a weekday, and the days on which nobody does."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.models.unit import Unit


@pghistory.track()
class Crew(models.Model):
    """A unit's crew on one weekday (1 Monday to 7 Sunday). Minutes since midnight.

    The break begins between break_from and break_until. Without a crew a unit stays at home.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="crews")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField(default=8 * 60)
    closes = models.PositiveSmallIntegerField(default=17 * 60)
    break_minutes = models.PositiveSmallIntegerField(default=30)
    break_from = models.PositiveSmallIntegerField(default=11 * 60 + 30)
    break_until = models.PositiveSmallIntegerField(default=14 * 60)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    PRIVACY = privacy.of(
        internal="id organization unit weekday opens closes break_minutes break_from break_until "
        "languages skills",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["unit__name", "weekday", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "weekday"], name="one_crew_a_weekday"),
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7)), name="crew_weekday_is_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes"), closes__lte=1440), name="crew_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(break_from__lte=F("break_until")), name="crew_break_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Aboard(models.Model):
    """A member of a crew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    crew = models.ForeignKey(Crew, models.CASCADE, related_name="aboard")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    PRIVACY = privacy.of(internal="id organization crew member", keep=privacy.Keep.WHILE_MEMBER)

    class Meta:
        ordering = ["crew", "id"]
        constraints = [
            models.UniqueConstraint(fields=["crew", "member"], name="aboard_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Season(models.Model):
    """A stretch of days with a name, such as a school term; or days on which nobody goes out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_closed = models.BooleanField(default=False, help_text="nobody goes out on these days")
    replay_key = models.UUIDField()
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization name starts_on ends_on is_closed replay_key made_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["starts_on", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="season_form_has_one_effect"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="season_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="season_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name
