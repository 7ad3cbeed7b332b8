"""Who came to the van: counted, by a first name, or somebody known."""

from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road.models.device import Device


class SignIn(models.Model):
    """Without a person: so many came and said nothing, which is fine. `visit` is the visit of a
    tour, where the tablet knew of one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    record = models.UUIDField()
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="sign_ins"
    )
    people = models.PositiveSmallIntegerField(default=1, help_text="how many came")
    visit = models.UUIDField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization device record person people visit recorded_by happened_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "record"], name="sign_in_once_a_record"
            ),
            models.CheckConstraint(
                condition=Q(person=None, people__gt=0) | Q(people=1), name="sign_in_counts_somebody"
            ),
        ]
