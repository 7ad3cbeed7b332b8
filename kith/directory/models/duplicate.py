"""Two listings that may be one, and the merging of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.service import Service


class Verdict(models.TextChoices):
    """What somebody decided about a pair."""

    OPEN = "open", _("To look at")
    SAME = "same", _("Merged")
    DIFFERENT = "different", _("Not the same")


class DuplicatePair(models.Model):
    """Two services that look alike: public facts only, so it stands beside the public tables.

    `likeness` 0..1 is what they were ordered by; `metres` is None where a place is unknown.
    "Not the same" stays: the search for duplicates never asks again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first = models.ForeignKey(Service, models.CASCADE, related_name="+")
    second = models.ForeignKey(Service, models.CASCADE, related_name="+")
    likeness = models.FloatField()
    name_likeness = models.FloatField()
    metres = models.FloatField(null=True, blank=True)
    same_phone = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id first second likeness name_likeness metres same_phone verdict decided_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_each"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]


class Merge(models.Model):
    """What a merge moved and changed, row by row: enough to put everything back.

    `moved` lists {model, id, field, was, now}; `kept_before` and `gone_before` hold the fields of
    the two services as they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    pair = models.ForeignKey(DuplicatePair, models.SET_NULL, null=True, blank=True)
    kept = models.ForeignKey(Service, models.CASCADE, related_name="+")
    gone = models.ForeignKey(Service, models.CASCADE, related_name="+")
    moved = models.JSONField(default=list)
    kept_before = models.JSONField()
    kept_after = models.JSONField()
    gone_before = models.JSONField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization pair kept gone moved kept_before kept_after gone_before by at "
        "undone_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_away_once"
            )
        ]
