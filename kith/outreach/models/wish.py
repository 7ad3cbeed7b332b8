"""How often a stop should be visited, and what for."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.outreach.models.plan import Plan
from kith.outreach.models.stop import Stop


@pghistory.track()
class Wish(models.Model):
    """per_week visits in every so many weeks, each of so many minutes with the door open.

    opens, closes   minutes since midnight between which it should be, besides the host's hours
    season          a calendar of the organisation; only on its days
    weight          how much worse than another one it is to leave this stop out
    """

    class Regularity(models.TextChoices):
        SAME = "same", _("Always the same weekday and hour")
        RATHER = "rather", _("The same weekday and hour where it can be")
        FREE = "free", _("Any day")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="wishes")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="wishes")
    per_week = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    every = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    minutes = models.PositiveSmallIntegerField(
        default=120, validators=[MinValueValidator(15), MaxValueValidator(720)]
    )
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opens = models.PositiveSmallIntegerField(null=True, blank=True)
    closes = models.PositiveSmallIntegerField(null=True, blank=True)
    season = models.CharField(max_length=80, blank=True)
    regularity = models.CharField(max_length=8, choices=Regularity, default=Regularity.SAME)
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    PRIVACY = privacy.of(
        internal="id organization plan stop per_week every minutes languages skills opens closes "
        "season regularity weight",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["stop__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stop"], name="one_wish_a_stop"),
            models.CheckConstraint(
                condition=Q(per_week__range=(1, 7), every__range=(1, 26)),
                name="wish_visits_sensible",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(15, 720)), name="wish_minutes_sensible"
            ),
            models.CheckConstraint(condition=Q(weight__range=(1, 9)), name="wish_weight_sensible"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes"),
                    closes__lte=1440),
                name="wish_hours_in_order",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
