"""Hours that a peer worked: own entries, and the sheet of a month. Whom they met stands nowhere."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import SHEET
from kith.peers.models.peer import Peer
from kith.peers.models.sealed import KEY, OwnKey


@pghistory.track()
class TimeEntry(models.Model):
    """What no other page knows of: a kind, a day, minutes. No words, so that no name gets in."""

    class Kind(models.TextChoices):
        WALK = "walk", _("With people")
        CIRCLE = "circle", _("Circles")
        LINE = "line", _("Listening line")
        SUPERVISION = "supervision", _("Supervision")
        TRAINING = "training", _("Learning")
        WRITING = "writing", _("Writing things down")
        TRAVEL = "travel", _("On the way")
        TEAM = "team", _("With the team")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="time_entries")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization peer on kind minutes replay_key", keep=privacy.Keep.WHILE_MEMBER
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_time_entry_a_form"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=960), name="time_entry_within_a_day"
            ),
        ]


@pghistory.track(exclude=KEY)
class TimeSheet(OwnKey):
    """A month that was handed in. `lines` are the hours as they were then: what is written later
    does not change what was paid. States and moves: `lifecycle.SHEET`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="time_sheets")
    month = models.DateField(help_text="its first day")
    state = models.CharField(max_length=20, default="open")
    lines = models.JSONField(default=list)
    minutes = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    reason_sealed = models.BinaryField(null=True, blank=True, help_text="why it was given back")

    PRIVACY = privacy.of(
        internal="id organization peer month state lines minutes sent_at approved_by approved_at",
        sensitive="key_id key_wrapped reason_sealed",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["peer", "month"], name="one_sheet_a_month"),
            models.CheckConstraint(condition=Q(state__in=SHEET.states), name="sheet_state_known"),
            models.CheckConstraint(condition=Q(month__day=1), name="sheet_month_is_a_first"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_by__isnull=False, approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_by=None, approved_at=None)),
                name="sheet_approval_says_who_and_when",
            ),
        ]
