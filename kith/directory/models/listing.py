"""What search reads: derived rows, public facts only, never edited by hand.

Everything here can be thrown away and made again (`kith.directory.search.index.refresh`).
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kith.core import privacy
from kith.directory.models.columns import CubeField, MinutesField
from kith.directory.models.location import Location
from kith.directory.models.service import Service

DAY = 2880
"""Minutes kept apart for each day: an opening may run on to the next day's midnight."""


class Listing(models.Model):
    """One line of search: a service at a location, or a service without one.

    `id` is that of the service_at_location, or of the service: the same after each rebuild, so the
    order of results is too. `words` holds every lexeme the line is found by: plain words, `=word`
    for words of its name, and facets as `n/<need>`, `g/<community>`, `l/<language>`, `w/<way>`,
    `c/<cost>`, `p<level>/<row>/<column>` for where it is, `a/...` for where it serves, `in/<town>`,
    `h/<n>` for a fixed sample. One index then answers any mixture of them.

    `earth` is null where no address is public. `weekly` counts DAY minutes a weekday from Monday;
    null means that nothing certain is known: call first.
    """

    class OnHolidays(models.TextChoices):
        UNKNOWN = "unknown"
        CLOSED = "closed"
        OPEN = "open"

    id = models.UUIDField(primary_key=True, editable=False)
    # Derived rows, made from what they point to in the same transaction: nothing to check again.
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="listings", db_constraint=False
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    words = SearchVectorField()
    earth = CubeField(null=True)
    quality = models.SmallIntegerField(help_text="what is good about it wherever one searches from")
    weekly = MinutesField(null=True)
    hours_are_complete = models.BooleanField(default=False)
    on_holidays = models.CharField(max_length=8, choices=OnHolidays, default=OnHolidays.UNKNOWN)
    has_dates = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    minimum_age = models.SmallIntegerField(null=True)
    maximum_age = models.SmallIntegerField(null=True)
    languages = ArrayField(models.TextField(), default=list)
    communities = ArrayField(models.UUIDField(), default=list)
    cost = models.CharField(max_length=10)
    capacity = models.CharField(max_length=40)
    everywhere = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    checked_on = models.DateField(null=True)
    known_since = models.DateField(
        help_text="checked, or else changed; two years later it is hidden"
    )

    PRIVACY = privacy.of(
        public="id service location words earth quality weekly hours_are_complete on_holidays "
        "has_dates time_zone country minimum_age maximum_age languages communities cost capacity "
        "everywhere is_paused checked_on known_since",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="listing_words", gin_pending_list_limit=65536),
            GistIndex(fields=["earth"], name="listing_earth"),
            models.Index(fields=["-quality", "id"], name="listing_quality"),
        ]


class ListingCard(models.Model):
    """What a result shows, apart from the line that is searched, so that searching reads little."""

    listing = models.OneToOneField(
        Listing, models.CASCADE, primary_key=True, related_name="card", db_constraint=False
    )
    shown = models.JSONField()

    PRIVACY = privacy.of(public="listing shown", keep=privacy.Keep.WHILE_LISTED)


class DatedHours(models.Model):
    """The truth about one day that differs from the week: an exception, a monthly day, a stop.

    `minutes` count from that day's midnight and may pass the next. It stands instead of the week's.
    """

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="dated_hours", db_constraint=False
    )
    day = models.DateField()
    minutes = MinutesField()
    is_stop = models.BooleanField(default=False, help_text="open on a day without weekly hours")

    PRIVACY = privacy.of(public="id listing day minutes is_stop", keep=privacy.Keep.WHILE_LISTED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "day"], name="one_truth_a_day")]


class PublicHoliday(models.Model):
    """Days on which a country's offices are closed, for the time that search looks ahead."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    name = models.CharField(max_length=200)

    PRIVACY = privacy.of(public="id country day name", keep=privacy.Keep.WHILE_LISTED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "day"], name="one_holiday_a_day")]


class SearchWord(models.Model):
    """Each word that listings and needs use: what a misspelt or inflected word is matched with."""

    word = models.TextField(primary_key=True)
    stems = ArrayField(models.TextField(), default=list)
    listings = models.IntegerField(default=0)

    PRIVACY = privacy.of(public="word stems listings", keep=privacy.Keep.WHILE_LISTED)

    class Meta:
        indexes = [
            GinIndex(fields=["word"], name="search_word_alike", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["stems"], name="search_word_stems"),
        ]


class SearchPlace(models.Model):
    """Towns and districts named in public addresses, with their middle. Never a single door."""

    key = models.TextField(primary_key=True)
    name = models.CharField(max_length=200)
    latitude = models.FloatField()
    longitude = models.FloatField()
    listings = models.IntegerField()

    PRIVACY = privacy.of(
        public="key name latitude longitude listings", keep=privacy.Keep.WHILE_LISTED
    )

    class Meta:
        indexes = [GinIndex(fields=["key"], name="search_place_alike", opclasses=["gin_trgm_ops"])]
