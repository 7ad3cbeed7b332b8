"""Renewals: that somebody was warned, and that a certificate was renewed."""

import pghistory
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer
from kith.peers.models.training import Certificate


class RenewalWarning(models.Model):
    """Said once for each mark of a day that comes: 90, 60, 30 and 0 days before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="renewal_warnings")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization peer due_on days at", keep=privacy.Keep.WHILE_MEMBER
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["peer", "due_on", "days"], name="warned_once_a_mark")
        ]


@pghistory.track()
class Renewal(models.Model):
    """A certificate holds for another period, by so many hours of learning. `since` is the first
    day of the version of the scheme that holds for the new period."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="renewals")
    on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    held_until = models.DateField()
    holds_until = models.DateField()
    since = models.DateField()
    renewed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    PRIVACY = privacy.of(
        internal="id organization certificate on hours held_until holds_until since renewed_by",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "held_until"], name="a_period_is_renewed_once"
            ),
            models.CheckConstraint(
                condition=Q(holds_until__gt=F("held_until")), name="a_renewal_holds_longer"
            ),
        ]
