"""What the law of a place asks to be reported: by whom, by when, and was the person told."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.safety.models.concern import Concern
from kith.safety.rules.due import TOLERANCE


class ReportRule(models.Model):
    """One duty of one jurisdiction, as the organisation's own advisers wrote it down.

    Kith brings none: laws differ from county to county and change. `source` says where it stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=120)
    about = models.CharField(max_length=200, help_text="what must be reported")
    authority = models.CharField(max_length=200, help_text="to whom")
    hours = models.PositiveIntegerField(help_text="within how many hours")
    source = models.CharField(max_length=400)
    decider = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization jurisdiction about authority hours source decider ended_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["jurisdiction", "about", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__range=(1, 24 * 90)), name="report_hours_within_bounds"
            )
        ]


class ReportQuerySet(models.QuerySet["Report"]):
    def undecided(self) -> "ReportQuerySet":
        return self.filter(decided_at=None)

    def to_remind_at(self, now: dt.datetime) -> "ReportQuerySet":
        """Of which somebody must hear now. A reminder that was set in the future is one of a clock
        that jumped."""
        is_time = Q(remind_at=None) | Q(remind_at__lte=now) | Q(remind_from__gt=now + TOLERANCE)
        return self.undecided().filter(is_time)


@pghistory.track()
class Report(models.Model):
    """One question of one concern: must this be reported? Open until somebody named has decided."""

    class Decision(models.TextChoices):
        REPORTED = "reported", _("Reported")
        NOT_NEEDED = "not_needed", _("Need not be reported")

    class Told(models.TextChoices):
        BEFORE = "before", _("The person was told before")
        AFTER = "after", _("The person was told afterwards")
        NOT_TOLD = "not_told", _("The person was not told, for their safety")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="reports")
    rule = models.ForeignKey(ReportRule, models.PROTECT, related_name="+")
    decider = models.ForeignKey(Member, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=Decision, blank=True)
    told = models.CharField(max_length=12, choices=Told, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    remind_from = models.DateTimeField(null=True, blank=True, help_text="when remind_at was set")
    remind_at = models.DateTimeField(null=True, blank=True, help_text="empty: as soon as possible")

    objects = ReportQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization concern rule decider opened_at due_at decision told decided_at "
        "remind_from remind_at",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "rule"], name="one_report_a_rule"),
            models.CheckConstraint(
                condition=Q(decision="", told="", decided_at=None)
                | (~Q(decision="") & ~Q(told="") & Q(decided_at__isnull=False)),
                name="report_decided_says_all",
            ),
        ]
