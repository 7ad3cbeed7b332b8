"""After a day, three days and a week somebody asks how the person is."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.safety.models.concern import Concern


class ConcernFollowUpQuerySet(models.QuerySet["ConcernFollowUp"]):
    def open(self) -> "ConcernFollowUpQuerySet":
        return self.filter(done_at=None)

    def due_before(self, moment: dt.datetime) -> "ConcernFollowUpQuerySet":
        return self.open().filter(due_at__lt=moment)


@pghistory.track()
class ConcernFollowUp(models.Model):
    """One of them: that it was done, and how. What was said is a note of the concern."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("We spoke")
        NOT_REACHED = "not_reached", _("We could not reach the person")
        DROPPED = "dropped", _("The person does not want it")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="follow_ups")
    number = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)

    objects = ConcernFollowUpQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization concern number owner due_at done_at done_by outcome",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, outcome="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome="")),
                name="concern_follow_up_done_says_how",
            )
        ]
