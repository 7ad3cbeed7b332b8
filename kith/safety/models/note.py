"""What was written about a person in danger: sealed, and opening it is recorded."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow
from kith.safety.models.concern import Concern


@pghistory.track()
class ConcernNote(SealedRow):
    """Words at one step of a concern. One table, so that one look opens all of them."""

    class About(models.TextChoices):
        RAISED = "raised", _("When it was raised")
        ENGAGED = "engaged", _("With the person")
        CONSULTED = "consulted", _("What the supervisor said")
        RELEASED = "released", _("Why it was passed on")
        HANDED = "handed", _("About the hand-over")
        BACK = "back", _("Why it did not come about")
        SETTLED = "settled", _("Why nobody else is needed")
        FOLLOWED = "followed", _("At a follow-up")
        CLOSED = "closed", _("Why it was closed")
        REOPENED = "reopened", _("Why it was raised again")
        REVIEWED = "reviewed", _("What we learned")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, choices=About)
    words_sealed = models.BinaryField(null=True, blank=True)
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization concern person about written_by written_at",
        sensitive="words_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["written_at", "id"]

    def sealing_person(self) -> Person:
        return self.person
