"""One attempt to reach one member about one concern."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.safety.models.concern import Concern


class Alert(models.Model):
    """Kept for ever with its concern: who was to be reached, when, why, and what came of it.

    On the screen until the concern is somebody's; by e-mail through a lease: claim, send, mark.
    `member` is empty where there was nobody to reach, which is an attempt as well.
    """

    class Why(models.TextChoices):
        RAISED = "raised", _("It was raised")
        SILENT = "silent", _("Nobody answered in time")
        RELEASED = "released", _("Somebody could not go on")
        WORSE = "worse", _("It became more urgent")
        LATE = "late", _("The next step is late")
        AGAIN = "again", _("It was raised again")
        PASSED = "passed", _("Somebody asked for them by name")
        DUTY_SOON = "duty_soon", _("The time for a decision runs out soon")
        DUTY_LATE = "duty_late", _("The time for a decision has run out")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="alerts")
    number = models.PositiveIntegerField(help_text="order of attempts, whatever clocks say")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="alerts")
    rung = models.CharField(max_length=10)
    why = models.CharField(max_length=10, choices=Why)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True, help_text="it stood on their screen")
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization concern number member rung why made_at seen_at leased_until "
        "tries sent_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["concern", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="one_alert_a_number")
        ]
        indexes = [
            models.Index(
                fields=["organization", "made_at"],
                condition=models.Q(sent_at=None, member__isnull=False),
                name="alert_to_send",
            )
        ]
