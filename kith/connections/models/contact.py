"""What happened between people, and what somebody named will do next."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.connections.models.request import Request
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow


@pghistory.track()
class Contact(SealedRow):
    """A call, a visit, a message. Only `reached` counts against a no-contact flag."""

    class Means(models.TextChoices):
        CALL = "call", _("Call")
        VISIT = "visit", _("Visit")
        MESSAGE = "message", _("Message")
        GROUP = "group", _("Group")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    request = models.ForeignKey(
        Request, models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    means = models.CharField(max_length=10, choices=Means)
    reached = models.BooleanField()
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note_sealed = models.BinaryField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization person request means reached happened_at minutes recorded_by "
        "replay_key created_at",
        sensitive="note_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_contact_a_form"
            )
        ]

    def sealing_person(self) -> Person:
        return self.person


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def open(self) -> "FollowUpQuerySet":
        return self.filter(done_at=None, dropped_at=None)

    def due_before(self, moment: dt.datetime) -> "FollowUpQuerySet":
        return self.open().filter(due_at__lt=moment)


@pghistory.track()
class FollowUp(SealedRow):
    """Somebody named gets in touch by a time. Open until done or dropped with a reason."""

    class What(models.TextChoices):
        CALL = "call", _("Call")
        VISIT = "visit", _("Visit")
        MESSAGE = "message", _("Message")
        ASK_OUTCOME = "ask_outcome", _("Ask how it went")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="follow_ups")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    what = models.CharField(max_length=30, choices=What, default=What.CALL)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    snoozed_count = models.PositiveSmallIntegerField(default=0)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason_sealed = models.BinaryField(null=True, blank=True)
    replay_key = models.UUIDField()

    objects = FollowUpQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization request owner what due_at done_at done_by contact snoozed_count "
        "dropped_at replay_key",
        sensitive="dropped_reason_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="follow_up_done_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="follow_up_ends_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_follow_up_a_form"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at"],
                condition=Q(done_at=None, dropped_at=None),
                name="follow_up_due",
            )
        ]

    def sealing_person(self) -> Person:
        return self.request.person
