"""What the person agreed to, in the words they saw."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.accounts.models import Organization
from kith.connections.models.request import Request
from kith.core import privacy
from kith.core.ids import uuid7


@pghistory.track()
class Consent(models.Model):
    """Sharing for one purpose with one receiver, field by field. In force until withdrawn or past.

    `purpose`: "referral". `shares`: which of name, phone, email, need, language, place, story.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30, default="referral")
    receiver = models.CharField(max_length=300, help_text="named as the person read it")
    shares = ArrayField(models.CharField(max_length=20), default=list)
    words = models.TextField(help_text="the text that was shown")
    language = models.CharField(max_length=20)
    given_by = models.CharField(max_length=10, help_text="person, helper or spoken (staff heard it)")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization request purpose receiver shares words language given_by given_at "
        "expires_at withdrawn_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by__in=["person", "helper", "spoken"]), name="consent_given_by"
            )
        ]
