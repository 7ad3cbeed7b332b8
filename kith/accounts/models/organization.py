"""An organisation that works with Kith in this installation."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.core import privacy
from kith.core.ids import uuid7


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Organization(models.Model):
    """Not the directory's organization (HSDS): that is a listing, this is a tenant.

    Its public face (name, crisis line) is readable by everybody and changed only by itself; it must
    never hold anything that is not public or a setting. Its history is its own.
    """

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("Community organisation")
        REFUGEE = "refugee", _("Refugee association")
        SCHOOL = "school", _("School")
        AGENCY = "agency", _("Agency")
        CONGREGATION = "congregation", _("Congregation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMUNITY)
    country = models.CharField(max_length=2, default="US", help_text=_("ISO 3166 country code"))
    time_zone = models.CharField(max_length=64, default="UTC")
    languages = ArrayField(models.CharField(max_length=20), default=list)
    takes_requests = models.BooleanField(
        default=True, help_text=_("People may ask this organisation for help on the public pages.")
    )
    crisis_name = models.CharField(max_length=120, blank=True)
    crisis_number = models.CharField(max_length=40, blank=True)
    emergency_number = models.CharField(max_length=20, blank=True)
    requires_second_factor = models.BooleanField(
        default=False,
        help_text=_("Administrators and directors must have a second way to confirm who they are."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    PRIVACY = privacy.of(
        public="id name slug kind country time_zone languages takes_requests crisis_name "
        "crisis_number emergency_number",
        internal="requires_second_factor created_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
