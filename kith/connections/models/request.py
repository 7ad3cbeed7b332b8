"""Somebody asks."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.connections.lifecycle import REQUEST
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> "RequestQuerySet":
        return self.exclude(state__in=["closed", "withdrawn"])

    def due_before(self, moment: dt.datetime) -> "RequestQuerySet":
        return self.open().filter(due_at__lt=moment)

    def unowned(self) -> "RequestQuerySet":
        return self.open().filter(owner=None)


# What tells in the clear about somebody stays out of the history, which nobody can erase.
@pghistory.track(exclude=["place", "latitude", "longitude"])
class Request(SealedRow):
    """States and moves: `lifecycle.REQUEST`."""

    class Channel(models.TextChoices):
        WEB = "web", _("Web page")
        PHONE = "phone", _("Telephone")
        WALK_IN = "walk_in", _("Face to face")
        PARTNER = "partner", _("Through a partner")
        CLINIC = "clinic", _("Mobile clinic")

    class AskedBy(models.TextChoices):
        PERSON = "person", _("For myself")
        HELPER = "helper", _("For somebody else")

    class NextStep(models.TextChoices):
        GET_IN_TOUCH = "get_in_touch", _("Get in touch")
        FIND_OPTIONS = "find_options", _("Look for options")
        WAIT_CHOICE = "wait_choice", _("Wait for a choice")
        REFER = "refer", _("Refer")
        WAIT_ANSWER = "wait_answer", _("Wait for an answer")
        CHECK_IN = "check_in", _("Ask how it went")
        VISIT = "visit", _("Visit")

    class ClosedReason(models.TextChoices):
        HELPED = "helped", _("It helped")
        PARTLY = "partly", _("It helped in part")
        NOT_MET = "not_met", _("It could not be met")
        NO_LONGER = "no_longer", _("No longer needed")
        NOT_REACHED = "not_reached", _("We could not reach the person")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Helped(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("No")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="requests")
    state = models.CharField(max_length=20, default="new")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    asked_by = models.CharField(max_length=10, choices=AskedBy, default=AskedBy.PERSON)
    language = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True, help_text="of the district, never a door")
    longitude = models.FloatField(null=True, blank=True)
    needs = ArrayField(models.UUIDField(), default=list, blank=True)
    obstacles = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    story_sealed = models.BinaryField(null=True, blank=True, help_text="what would help, in words")
    obstacles_sealed = models.BinaryField(null=True, blank=True)
    owner = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    next_step = models.CharField(max_length=30, choices=NextStep, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField(help_text="made with the form: a replayed form has no effect")
    created_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=40, choices=ClosedReason, blank=True)
    helped = models.CharField(max_length=10, choices=Helped, blank=True)
    outcome_sealed = models.BinaryField(null=True, blank=True, help_text="in the person's words")

    objects = RequestQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person state channel asked_by language owner next_step due_at "
        "replay_key created_at closed_at closed_reason helped needs obstacles",
        personal="place latitude longitude",
        sensitive="story_sealed obstacles_sealed outcome_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["due_at", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_request_a_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=REQUEST.states), name="request_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "withdrawn"], closed_at__isnull=False)
                | (~Q(state__in=["closed", "withdrawn"]) & Q(closed_at=None)),
                name="request_closed_says_when",
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "due_at"])]

    def sealing_person(self) -> Person:
        return self.person

    @property
    def reference(self) -> str:
        """What members call it among themselves: not the private code, and opens nothing."""
        return self.pk.hex[-6:].upper()

    @property
    def is_open(self) -> bool:
        return self.state not in REQUEST.final


class RequestCode(models.Model):
    """The private code by which somebody without an account follows their request.

    Only its keyed digest is kept. The code looks like a telephone number: ten digits.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.OneToOneField(Request, models.CASCADE, related_name="code")
    created_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    PRIVACY = privacy.of(
        internal="organization request created_at",
        sensitive="digest",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )
