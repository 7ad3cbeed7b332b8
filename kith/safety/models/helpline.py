"""A number to call, where it comes from, and when somebody last checked it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import privacy
from kith.core.ids import uuid7


class Helpline(models.Model):
    """A line of one organisation's own list; the list that comes with Kith is a file (`data/`).

    Public, with a steward, as `CrisisWords`. `dial_string` is what a telephone is given: short
    codes are not E.164. Never checked, or long ago: shown with "check this number".
    """

    class Kind(models.TextChoices):
        TALK = "talk", _("Somebody to talk to")
        EMERGENCY = "emergency", _("Emergency help")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    steward = models.ForeignKey(Organization, models.PROTECT, related_name="helplines")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TALK)
    name = models.CharField(max_length=120)
    dial_string = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=400, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    next_check_due = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        public="id steward kind name dial_string country languages hours audience source "
        "verified_on next_check_due position",
        internal="withdrawn_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["kind", "position", "name", "id"]
        indexes = [models.Index(fields=["steward", "country"])]

    def __str__(self) -> str:
        return self.name
