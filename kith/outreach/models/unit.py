"""A vehicle that goes out, and what a day with it may be."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


@pghistory.track()
class Unit(models.Model):
    """Where it sleeps, how long it takes to set up and to pack, how long a day may be (minutes).

    Never fewer than two people go out. range_km: how far before it must be refuelled; empty where
    that never matters.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    home = models.CharField(max_length=200, blank=True, help_text="where it sleeps, in words")
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    people = models.PositiveSmallIntegerField(default=2, help_text="who must be on board")
    set_up = models.PositiveSmallIntegerField(default=45)
    pack_up = models.PositiveSmallIntegerField(default=30)
    longest_day = models.PositiveSmallIntegerField(default=480)
    range_km = models.PositiveSmallIntegerField(null=True, blank=True)
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization name home latitude longitude people set_up pack_up longest_day "
        "range_km replay_key created_at ended_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="unit_form_has_one_effect"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(condition=Q(people__gte=2), name="unit_never_goes_alone"),
            models.CheckConstraint(
                condition=Q(longest_day__gt=F("set_up") + F("pack_up")),
                name="unit_day_is_longer_than_setting_up",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="unit_home_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
