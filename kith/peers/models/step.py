"""The ladder: each step with its day, who decided, and why. And what a kind of work allows here."""

import pghistory
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer, Work
from kith.peers.models.sealed import KEY, OwnKey


@pghistory.track(exclude=KEY)
class Promotion(OwnKey):
    """From a step to another, up or down, on a day. The reason is for the peer and supervisors."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="promotions")
    before = models.CharField(max_length=20, choices=Peer.Step)
    step = models.CharField(max_length=20, choices=Peer.Step)
    pay_band = models.CharField(max_length=20, blank=True)
    on = models.DateField()
    why_sealed = models.BinaryField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization peer before step pay_band on decided_by at replay_key",
        sensitive="key_id key_wrapped why_sealed",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-on", "-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_promotion_a_form"
            ),
            models.CheckConstraint(
                condition=Q(why_sealed__isnull=False), name="a_promotion_says_why"
            ),
        ]


@pghistory.track(pghistory.InsertEvent())
class Scope(models.Model):
    """What this organisation adds to a kind of work, from a day on: the most at a time, the pay
    band, and words of its own beside those of `rules.scopes`. A change is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    work = models.CharField(max_length=30, choices=Work)
    starts_on = models.DateField()
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    pay_band = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization work starts_on most pay_band words made_by made_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["work", "-starts_on", "-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(most=None) | Q(most__gt=0), name="scope_allows_one")
        ]
