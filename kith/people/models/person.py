"""Somebody who is supported."""

import pghistory
from django.db import models

from kith.accounts.models import Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models.sealed import SealedRow


# What tells in the clear about somebody stays out of the history, which nobody can erase.
@pghistory.track(exclude=["place", "birth_year"])
class Person(SealedRow):
    """May be known by any name or none. Everything that tells who they are is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name_sealed = models.BinaryField(null=True, blank=True)
    phone_sealed = models.BinaryField(null=True, blank=True)
    email_sealed = models.BinaryField(null=True, blank=True)
    safe_contact_sealed = models.BinaryField(
        null=True, blank=True, help_text="hours, voice mail or not, code word, as JSON"
    )
    language = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True, help_text="district, never a street")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization language created_at erased_at",
        personal="place birth_year",
        sensitive="name_sealed phone_sealed email_sealed safe_contact_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-created_at", "-id"]

    def sealing_person(self) -> "Person":
        return self

    @property
    def reference(self) -> str:
        """What members call them among themselves where no name belongs."""
        return self.pk.hex[-6:].upper()


class PersonKey(models.Model):
    """The key under which everything about one person is sealed. No history: gone is gone."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="key")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=20)
    wrapped = models.BinaryField()

    PRIVACY = privacy.of(
        internal="person organization key_id",
        sensitive="wrapped",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )
