"""What could not be met, and why. The beginning of the second loop."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.connections.models.request import Request
from kith.core import privacy
from kith.core.ids import uuid7


class Barrier(models.Model):
    """Counted, never traced: it may outlive the request it came from, and then names nobody."""

    class Reason(models.TextChoices):
        NO_SERVICE = "no_service", _("There is no such service")
        LANGUAGE = "language", _("Not in this language")
        DISTANCE = "distance", _("Too far")
        COST = "cost", _("Too expensive")
        WAITING = "waiting", _("Waiting list too long")
        FULL = "full", _("No places")
        NOT_ELIGIBLE = "not_eligible", _("Does not qualify")
        NOT_WELCOME = "not_welcome", _("Not welcome there")
        TIMES = "times", _("Times do not fit")
        NO_ANSWER = "no_answer", _("Nobody answered")
        UNSAFE = "unsafe", _("Not safe")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(
        Request, models.SET_NULL, null=True, blank=True, related_name="barriers"
    )
    reason = models.CharField(max_length=20, choices=Reason)
    needs = ArrayField(models.UUIDField(), default=list, blank=True)
    language = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    service_id = models.UUIDField(null=True, blank=True)
    origin = models.CharField(max_length=20, help_text="ask, referral, search, staff")
    noted_on = models.DateField()

    PRIVACY = privacy.of(
        internal="id organization request reason needs language service_id origin noted_on",
        personal="place",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-noted_on", "-id"]
        constraints = [
            # One cause is one barrier, however often its form is sent.
            models.UniqueConstraint(
                fields=["request", "reason", "service_id"],
                name="one_barrier_a_cause",
                nulls_distinct=False,
                condition=models.Q(request__isnull=False),
            )
        ]
