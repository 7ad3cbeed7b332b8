"""What the person agreed to, in the words they saw."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.connections.models.request import Request
from kith.core import clock, privacy
from kith.core.ids import uuid7


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> "ConsentQuerySet":
        """Given, not taken back, not past."""
        current = Q(expires_at=None) | Q(expires_at__gt=clock.now())
        return self.filter(current, withdrawn_at=None)


@pghistory.track()
class Consent(models.Model):
    """Sharing for one purpose with one receiver, field by field. In force until withdrawn or past.

    `service_id` is the directory service it speaks of; empty for the asking itself.
    """

    class Purpose(models.TextChoices):
        ASKING = "asking", _("Keep my request")
        REFERRAL = "referral", _("Pass it on")

    class Share(models.TextChoices):
        NAME = "name", _("Name")
        PHONE = "phone", _("Telephone number")
        EMAIL = "email", _("E-mail address")
        SAFE_CONTACT = "safe_contact", _("How to get in touch safely")
        LANGUAGE = "language", _("Language")
        PLACE = "place", _("Place")
        NEEDS = "needs", _("What would help")
        STORY = "story", _("What I wrote")

    class GivenBy(models.TextChoices):
        PERSON = "person", _("The person")
        HELPER = "helper", _("Somebody who helps them")
        SPOKEN = "spoken", _("Said to a member")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    service_id = models.UUIDField(null=True, blank=True)
    receiver = models.CharField(max_length=300, help_text="named as the person read it")
    shares = ArrayField(models.CharField(max_length=20, choices=Share), default=list, blank=True)
    words = models.TextField(help_text="the text that was shown")
    language = models.CharField(max_length=20)
    given_by = models.CharField(max_length=10, choices=GivenBy)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization request purpose service_id receiver shares words language "
        "given_by given_at expires_at withdrawn_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by__in=["person", "helper", "spoken"]), name="consent_given_by"
            ),
            models.CheckConstraint(
                condition=Q(purpose="asking", service_id=None)
                | Q(purpose="referral", service_id__isnull=False),
                name="consent_to_refer_names_a_service",
            ),
        ]

    @property
    def is_in_force(self) -> bool:
        """As ConsentQuerySet.in_force, for a row at hand."""
        is_past = self.expires_at is not None and self.expires_at <= clock.now()
        return self.withdrawn_at is None and not is_past
