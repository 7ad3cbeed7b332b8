"""An envelope that the server has on disk, exactly once."""

import datetime as dt

from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road.models.device import Device


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def waiting(self) -> "ArrivalQuerySet":
        """For something that has not arrived yet."""
        return self.filter(state="waiting")

    def aside(self) -> "ArrivalQuerySet":
        """Somebody named must look at it."""
        return self.filter(state="aside")

    def waiting_since(self, moment: dt.datetime) -> "ArrivalQuerySet":
        return self.waiting().filter(received_at__lt=moment)


class Arrival(models.Model):
    """`client_id` is the tablet's own UUIDv7: one row each, however often it is sent.

    sealed       only while it waits or lies aside; once entered, it lives in its room, under the
                 key of the person it speaks of, and is gone here
    stated_at    by the tablet's clock, which may be wrong; nothing is ordered by it
    happened_at  the same, put right by how wrong the clock was when it was sent
    waits_for    the id of a record or person, or a short code
    """

    class State(models.TextChoices):
        ENTERED = "entered"
        WAITING = "waiting"
        ASIDE = "aside"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, related_name="arrivals")
    client_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    base = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State)
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True, blank=True)
    waits_for = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
    )  # fmt: skip
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="a supervisor, where the device had been revoked",
    )  # fmt: skip
    stated_at = models.DateTimeField(null=True, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(default=clock.now)

    objects = ArrivalQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization device client_id kind base state digest waits_for why person "
        "member handed_in_by stated_at happened_at received_at",
        sensitive="sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "client_id"], name="arrival_once_a_record"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["entered", "waiting", "aside", "dropped"]),
                name="arrival_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "aside"], sealed__isnull=False)
                | Q(state__in=["entered", "dropped"], sealed=None),
                name="arrival_keeps_words_only_while_it_must",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(waits_for=""),
                name="arrival_says_what_it_waits_for",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "waits_for"],
                condition=Q(state="waiting"),
                name="arrival_waiting",
            ),
            models.Index(fields=["device", "-received_at"], name="arrival_of_device"),
        ]

    @property
    def reference(self) -> str:
        """What members call it among themselves."""
        return self.client_id.hex[-6:].upper()
