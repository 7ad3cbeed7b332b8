"""HSDS schedule: when. RFC 5545 fields, and the words as somebody typed them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.directory.models.contact import Belongs
from kith.directory.models.source import public


class Schedule(Belongs):
    """One rule. Times are local to the location. `closes_at` before `opens_at` is past midnight.

    Kith adds `closed` (this rule closes: holidays, exceptions), `kind` (opening hours are not
    intake hours) and `certain` (false: only the words in `description` are known, so call first).
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening hours")
        INTAKE = "intake", _("When new people are seen")
        PHONE = "phone", _("When the phone is answered")

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", _("Every week")
        MONTHLY = "MONTHLY", _("Every month")

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    until = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    wkst = models.CharField(max_length=2, blank=True)
    freq = models.CharField(max_length=10, choices=Freq, blank=True)
    interval = models.PositiveSmallIntegerField(null=True, blank=True)
    byday = models.CharField(max_length=100, blank=True)
    byweekno = models.CharField(max_length=200, blank=True)
    bymonthday = models.CharField(max_length=200, blank=True)
    byyearday = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    schedule_link = models.URLField(max_length=1000, blank=True)
    attending_type = models.CharField(max_length=100, blank=True)
    notes = models.TextField(blank=True)
    closed = models.BooleanField(default=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPENING)
    certain = models.BooleanField(default=True)

    PRIVACY = public(
        "organization service location service_at_location valid_from valid_to dtstart timezone "
        "until count wkst freq interval byday byweekno bymonthday byyearday description opens_at "
        "closes_at schedule_link attending_type notes closed kind certain"
    )

    class Meta:
        ordering = ["valid_from", "byday", "opens_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(freq__in=["", "WEEKLY", "MONTHLY"]), name="schedule_freq_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None)
                | Q(valid_from__lte=models.F("valid_to")),
                name="schedule_dates_in_order",
            ),
        ]  # fmt: skip
