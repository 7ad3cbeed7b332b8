"""What somebody said yes or no to on the road, in the words they saw."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.people.models import Person


class RoadConsentQuerySet(models.QuerySet["RoadConsent"]):
    def newest(self) -> "RoadConsentQuerySet":
        """What holds of each purpose comes first. Said at once, the no holds."""
        return self.order_by("-said_at", "is_given", "-id")


class RoadConsent(models.Model):
    """`version`: the first twelve digits of the SHA-256 of `words`. The newest of a purpose holds;
    a no is kept as well as a yes. Keeping an intake has its consent with its request.

    base      the yes or no that it was said over, where the tablet knew one
    heard_by  nobody: the person took it back themselves, with their private number
    """

    class Purpose(models.TextChoices):
        CHECK_IN = "check_in", _("We may get in touch to ask how it goes")
        PHOTO = "photo", _("A photo")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="road_consents")
    record = models.UUIDField()
    base = models.UUIDField(null=True, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    is_given = models.BooleanField()
    words = models.TextField(help_text="the text that was shown")
    version = models.CharField(max_length=12)
    language = models.CharField(max_length=20)
    heard_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()

    objects = RoadConsentQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person record base purpose is_given words version language "
        "heard_by said_at",
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
