"""A notice to a member: that something waits for them, never what it says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


class Notice(models.Model):
    """On the screen until read; by e-mail through a lease: claim, send, mark.

    A worker that dies between sending and marking sends again after the lease: twice is better
    than never. `Message-ID` is made from the notice, so that the receiver can drop the second.
    """

    class Kind(models.TextChoices):
        REQUEST = "request", _("Somebody asked for help")
        REFERRAL = "referral", _("A referral waits for you")
        ANSWER = "answer", _("A referral was answered")
        CHOICE = "choice", _("Somebody chose")
        CHANGED = "changed", _("A request was changed")
        WITHDRAWN = "withdrawn", _("Something was withdrawn")
        DUE = "due", _("Something is due")
        GLASS = "glass", _("Somebody opened a person outside their team")
        MATCH = "match", _("Somebody would like to walk with you")
        SEAT = "seat", _("Something is new in a circle")
        MOVED = "moved", _("A meeting was changed")
        AID = "aid", _("Something is new in offers and asks")
        VOICE = "voice", _("A matter for the peers")
        WORK = "work", _("Something of a peer’s work is due")
        TABLET = "tablet", _("From the tablets")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    subject_id = models.UUIDField()
    once = models.CharField(max_length=120, help_text="the same cause makes one notice")
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization member kind subject_id once created_at read_at leased_until "
        "attempts sent_at",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "once"], name="one_notice_a_cause")
        ]
        indexes = [
            models.Index(
                fields=["organization", "leased_until"],
                condition=models.Q(sent_at=None),
                name="notice_to_send",
            )
        ]
