"""What everybody may see of the van: where it comes and when."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.directory.models import Location, Service
from kith.outreach.models.stop import Stop


class Showing(models.Model):
    """The service of the directory that an organisation's tours appear as, and what one gets there
    in a few words. told_by: in whose name it is kept up to date."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, primary_key=True, related_name="+"
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    offers = models.CharField(max_length=300, blank=True)
    told_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    PRIVACY = privacy.of(
        public="organization service offers", internal="told_by", keep=privacy.Keep.FOREVER
    )

    def __str__(self) -> str:
        return str(self.pk)


class StopShowing(models.Model):
    """How a stop is told. Only its district, where the exact place must not be known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    stop = models.OneToOneField(Stop, models.CASCADE, related_name="showing")
    only_district = models.BooleanField(default=False)
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="+")

    PRIVACY = privacy.of(
        internal="id organization stop only_district location", keep=privacy.Keep.FOREVER
    )

    def __str__(self) -> str:
        return str(self.pk)


class StopListing(models.Model):
    """A stop's public face: what everybody may see, and nothing else. It can be thrown away and
    made again (`actions.publishing.refresh`).

    place: as one would tell a driver, only where it is public. dates: dicts with `visit`, `day`,
    `opens`, `closes` (minutes since midnight) and `reason`, a code where it was called off.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    stop = models.OneToOneField(Stop, models.CASCADE, related_name="listing")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    step_free = models.CharField(max_length=3, blank=True)
    languages = ArrayField(models.CharField(max_length=20), default=list)
    offers = models.CharField(max_length=300, blank=True)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    dates = models.JSONField(default=list)
    made_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "true"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        public="id organization stop name place district latitude longitude step_free languages "
        "offers service dates made_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def next_dates(self, day: dt.date) -> list[dict]:
        """From a day on, the nearest first."""
        return [one for one in self.dates if one["day"] >= day.isoformat()]
