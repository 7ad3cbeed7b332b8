"""Circles: groups of equals with two facilitators."""

import pghistory
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer
from kith.people.models import Person


class CircleQuerySet(models.QuerySet["Circle"]):
    def running(self) -> "CircleQuerySet":
        return self.filter(ended_at=None)

    def with_counts(self) -> "CircleQuerySet":
        """Adds `taken` and `waits`."""
        return self.annotate(
            taken=Count("seats", filter=Q(seats__state="in")),
            waits=Count("seats", filter=Q(seats__state="waiting")),
        )


@pghistory.track()
class Circle(models.Model):
    """Open: anybody may come while there is room. Closed: the same people each time. Where it meets
    is said to those who take part, never on public pages."""

    class Kind(models.TextChoices):
        OPEN = "open", _("Open: come when you like")
        CLOSED = "closed", _("Closed: the same people each time")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPEN)
    language = models.CharField(max_length=20, blank=True)
    times = models.CharField(max_length=200, blank=True, help_text="in words: Tuesdays at six")
    where = models.CharField(max_length=300, blank=True, help_text="a place or a link")
    rules = models.TextField(blank=True, help_text="what the circle agreed on")
    capacity = models.PositiveSmallIntegerField(default=10)
    facilitator = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CircleQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization name kind language times where rules capacity facilitator second "
        "created_at ended_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(facilitator=F("second")), name="circle_has_two_facilitators"
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="circle_has_room"),
        ]


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.IN)

    def waiting(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.WAITING)


@pghistory.track()
class Seat(models.Model):
    """A person's seat in a circle, or their place in the row."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a seat")
        IN = "in", _("Takes part")
        LEFT = "left", _("Left")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)

    objects = SeatQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization circle person state asked_at moved_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "person"], condition=~Q(state="left"), name="one_seat_in_a_circle"
            )
        ]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def with_counts(self) -> "MeetingQuerySet":
        """Adds `came`: how many of those with a seat."""
        return self.annotate(came=Count("present"))


@pghistory.track()
class Meeting(models.Model):
    """The circle met. What was said there is written nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    guests = models.PositiveSmallIntegerField(default=0, help_text="who came without a seat")
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization circle held_on guests noted_by", keep=privacy.Keep.FOREVER
    )

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "held_on"], name="one_meeting_a_day")
        ]


class Presence(models.Model):
    """Somebody with a seat came."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="present")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="presences")

    PRIVACY = privacy.of(
        internal="id organization meeting seat", keep=privacy.Keep.YEAR_AFTER_CLOSING
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="present_once_a_meeting")
        ]
