"""What was said of one detail of a person, by whom; two side by side are a conflict."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow
from kith.road.models.arrival import Arrival


class Version(SealedRow):
    """`record` is the tablet's id of what said it (null: as it stood at the desk); `base` the
    record it was written over. What nobody wrote over stands: one that stands is the detail, more
    than one with different words are a conflict until somebody named decides.

    The set of those that stand does not depend on the order in which records arrive; which of two
    is in use meanwhile does: the one that was there first.
    """

    class Field(models.TextChoices):
        NAME = "name", _("Name")
        PHONE = "phone", _("Telephone number")
        LANGUAGE = "language", _("Language")
        PLACE = "place", _("Place")

    class State(models.TextChoices):
        IN_USE = "in_use"
        BESIDE = "beside"
        PAST = "past"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="versions")
    field = models.CharField(max_length=10, choices=Field)
    state = models.CharField(max_length=10, choices=State)
    value_sealed = models.BinaryField(null=True, blank=True)
    record = models.UUIDField(null=True, blank=True)
    base = models.UUIDField(null=True, blank=True)
    arrival = models.ForeignKey(
        Arrival, models.SET_NULL, null=True, blank=True, related_name="versions"
    )
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization person field state record base arrival made_at",
        sensitive="value_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"], condition=Q(state="in_use"), name="version_one_in_use"
            ),
            models.UniqueConstraint(
                fields=["person", "field", "record"], name="version_one_a_record"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_use", "beside", "past"]), name="version_state_known"
            ),
        ]

    def sealing_person(self) -> Person:
        return self.person
