"""A place where a unit may stop."""

from functools import reduce
from operator import or_

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


class StopQuerySet(models.QuerySet["Stop"]):
    def standing(self) -> "StopQuerySet":
        """Not given up."""
        return self.exclude(state="closed")

    def with_word(self, word: str) -> "StopQuerySet":
        """In its name, its part of town, its host or who welcomes us."""
        fields = ("name", "district", "where", "host", "welcome")
        return self.filter(reduce(or_, (Q(**{f"{one}__icontains": word}) for one in fields)))


@pghistory.track()
class Stop(models.Model):
    """States and moves: `lifecycle.STOP`.

    weekdays   when the host lets us in: 1 Monday to 7 Sunday; empty is any day
    from_time, until_time   between which hours; empty is any hour
    permit     none needed, asked for, or given until a day
    """

    class Kind(models.TextChoices):
        PARTNER = "partner", _("At a partner’s")
        PUBLIC = "public", _("A public place")
        OWN = "own", _("Our own ground")

    class Has(models.TextChoices):
        """Known, or not asked yet: unknown is never no."""

        UNKNOWN = "", _("Not known yet")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    class Discretion(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        HIDDEN = "hidden", _("Nobody sees who comes in")
        SOME = "some", _("A few may see")
        OPEN = "open", _("Everybody sees")

    class Permit(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        NONE = "none", _("None is needed")
        ASKED = "asked", _("Asked for")
        GIVEN = "given", _("Given")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="idea")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PARTNER)
    where = models.CharField(max_length=300, blank=True, help_text="as one would tell a driver")
    district = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)])
    host = models.CharField(max_length=200, blank=True, help_text="whose place it is")
    welcome = models.CharField(max_length=200, blank=True, help_text="who opens, and how to reach")
    parking = models.CharField(max_length=3, choices=Has, blank=True)
    power = models.CharField(max_length=3, choices=Has, blank=True)
    shelter = models.CharField(max_length=3, choices=Has, blank=True)
    toilets = models.CharField(max_length=3, choices=Has, blank=True)
    step_free = models.CharField(max_length=3, choices=Has, blank=True)
    discretion = models.CharField(max_length=10, choices=Discretion, blank=True)
    permit = models.CharField(max_length=10, choices=Permit, blank=True)
    permit_until = models.DateField(null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it rests or was given up")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)

    objects = StopQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization state name kind where district latitude longitude host parking "
        "power shelter toilets step_free discretion permit permit_until weekdays from_time "
        "until_time reason replay_key created_at",
        personal="welcome",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="stop_form_has_one_effect"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("idea", "agreed", "resting", "closed")),
                name="stop_state_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="stop_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="stop_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="stop_weekdays_are_of_a_week",
            ),
            models.CheckConstraint(
                condition=Q(from_time=None, until_time=None)
                | Q(from_time__isnull=False, until_time__isnull=False)
                & Q(from_time__lt=F("until_time")),
                name="stop_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(permit_until=None) | Q(permit="given"),
                name="stop_permit_ends_where_given",
            ),
        ]

    def __str__(self) -> str:
        return self.name
