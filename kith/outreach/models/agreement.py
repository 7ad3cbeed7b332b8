"""What a host said yes to, and until when."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.models.stop import Stop


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self, day: dt.date) -> "AgreementQuerySet":
        later = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.filter(later, ended_at=None, starts_on__lte=day)


@pghistory.track()
class Agreement(models.Model):
    """A host and a stop. Without a last day it holds until somebody ends it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="agreements")
    host = models.CharField(max_length=200)
    terms = models.CharField(max_length=500, blank=True, help_text="what was agreed, in words")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    objects = AgreementQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization stop host terms starts_on ends_on made_by made_at ended_at "
        "replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="agreement_form_has_one_effect"
            ),
            models.CheckConstraint(condition=~Q(host=""), name="agreement_names_the_host"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"
