"""Somebody named takes over, or emergency help comes; and somebody has seen that they did."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow
from kith.safety.models.concern import Concern


@pghistory.track()
class HandOver(SealedRow):
    """One attempt to hand a person over. Open until confirmed or ended without success.

    The receiver is a member (`to`), who says so themselves, or somebody outside, whose name is
    sealed with the person. Nothing is confirmed by time passing.
    """

    class Kind(models.TextChoices):
        WARM = "warm", _("Warm hand-over")
        EMERGENCY = "emergency", _("Emergency help")

    class Consent(models.TextChoices):
        GIVEN = "given", _("The person agreed")
        NOT_NEEDED = "not_needed", _("An attempt was in progress")
        NOT_ASKED = "not_asked", _("The person could not be asked")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="hand_overs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    consent = models.CharField(max_length=12, choices=Consent)
    to = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    receiver_sealed = models.BinaryField(null=True, blank=True, help_text="who, where outside")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="it did not come about")

    PRIVACY = privacy.of(
        internal="id organization concern person kind consent to begun_at begun_by confirmed_at "
        "confirmed_by ended_at",
        sensitive="receiver_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="hand_over_confirmed_says_who",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(ended_at=None), name="hand_over_ends_once"
            ),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(confirmed_at=None, ended_at=None),
                name="one_hand_over_at_a_time",
            ),
        ]  # fmt: skip

    def sealing_person(self) -> Person:
        return self.person
