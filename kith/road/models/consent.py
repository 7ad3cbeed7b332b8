"""What somebody said yes or no to on the road, in the words they saw."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.people.models import Person


class RoadConsent(models.Model):
    """`version`: the first twelve digits of the SHA-256 of `words`. The newest of a purpose holds;
    a no is kept as well as a yes. Keeping an intake has its consent with its request."""

    class Purpose(models.TextChoices):
        CHECK_IN = "check_in", _("We may get in touch to ask how it goes")
        PHOTO = "photo", _("A photo")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="road_consents")
    record = models.UUIDField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    is_given = models.BooleanField()
    words = models.TextField(help_text="the text that was shown")
    version = models.CharField(max_length=12)
    language = models.CharField(max_length=20)
    heard_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization person record purpose is_given words version language heard_by "
        "said_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "record"], name="road_consent_once_a_record"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["check_in", "photo"]), name="road_consent_purpose_known"
            ),
        ]
