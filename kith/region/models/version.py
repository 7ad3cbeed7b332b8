"""What was built of a region, and when. The arrays lie in a folder beside the database."""

from django.db import models

from kith.core import clock, privacy
from kith.core.ids import uuid7


class RegionVersionQuerySet(models.QuerySet["RegionVersion"]):
    def current(self) -> "RegionVersionQuerySet":
        """The one version of each region that counts."""
        return self.filter(is_current=True)


class RegionVersion(models.Model):
    """Streets, public transport, population and map of a region, built from one set of files.

    Public facts about a place, of nobody: shared by all organisations of an installation.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="of the files and choices it was built from")
    is_current = models.BooleanField(default=False)
    built_at = models.DateTimeField(default=clock.now)
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    crossing_count = models.PositiveIntegerField()
    link_count = models.PositiveIntegerField()
    stop_count = models.PositiveIntegerField(default=0)
    trip_count = models.PositiveIntegerField(default=0)
    area_count = models.PositiveIntegerField(default=0)
    population = models.FloatField(default=0)
    groups = models.JSONField(default=list, help_text="names of the population's groups")
    feeds = models.JSONField(default=list, help_text="name, agencies, valid days, week taken")
    warnings = models.JSONField(default=list, help_text="code, count, of, example")
    has_map = models.BooleanField(default=False)
    attribution = models.TextField()

    objects = RegionVersionQuerySet.as_manager()

    PRIVACY = privacy.of(
        public="id slug name digest is_current built_at west south east north crossing_count"
        " link_count stop_count trip_count area_count population groups feeds warnings has_map"
        " attribution",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["slug", "-built_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "digest"], name="region_built_once"),
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(is_current=True), name="region_one_current"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    west__gte=-180, east__lte=180, south__gte=-90, north__lte=90,
                    west__lt=models.F("east"), south__lt=models.F("north"),
                ),
                name="region_bounds_are_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(population__gte=0), name="region_population_is_a_count"
            ),
            models.CheckConstraint(
                condition=~models.Q(attribution=""), name="region_says_whose_map_it_is"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the box around its streets."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east
