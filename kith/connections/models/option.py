"""Something the person could do next."""

import pghistory
from django.db import models

from kith.accounts.models import Member, Organization
from kith.connections.models.request import Request
from kith.core import clock, privacy
from kith.core.ids import uuid7


@pghistory.track()
class Option(models.Model):
    """As it was laid out: title, reasons and misfits are kept as the person saw them.

    `reasons` and `misfits` are lists of {code, values}; pages put them into words.
    """

    class State(models.TextChoices):
        OFFERED = "offered"
        CHOSEN = "chosen"
        PASSED = "passed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="options")
    source = models.CharField(max_length=30)
    subject = models.UUIDField(help_text="the service or whatever the source offers")
    title = models.CharField(max_length=500)
    rank = models.PositiveSmallIntegerField()
    fits = models.FloatField()
    reasons = models.JSONField(default=list)
    misfits = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    added_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    override_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization request source subject title rank fits state added_by created_at "
        "answered_at "
        "override_reason",
        personal="reasons misfits",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "source", "subject"], name="one_option_each"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="chosen"), name="one_choice_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state="offered", answered_at=None)
                | models.Q(state__in=["chosen", "passed"], answered_at__isnull=False),
                name="option_answer_says_when",
            ),
        ]
