"""Circles: groups of equals with two facilitators."""

import datetime as dt
from zoneinfo import ZoneInfo

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.circles.lifecycle import CIRCLE
from kith.circles.rules.meeting_days import Pattern
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer
from kith.people.models import Person


class CircleQuerySet(models.QuerySet["Circle"]):
    def not_ended(self) -> "CircleQuerySet":
        return self.filter(ended_at=None)

    def running(self) -> "CircleQuerySet":
        return self.filter(state="running")

    def held_by(self, member: Member) -> "CircleQuerySet":
        """Those in which this member is one of the two."""
        return self.filter(Q(facilitator__member=member) | Q(second__member=member))

    def with_counts(self) -> "CircleQuerySet":
        """Adds `taken` and `waits`."""
        return self.annotate(
            taken=Count("seats", filter=Q(seats__state="in")),
            waits=Count("seats", filter=Q(seats__state="waiting")),
        )


@pghistory.track()
class Circle(models.Model):
    """Open: anybody may come while there is room. Closed: the same people each time. Where it meets
    is said to those who have a seat; on public pages only where the place itself is public.

    States and moves: `lifecycle.CIRCLE`. first_on, freq, interval, byday, until_on and
    starts_at are the rule by which it meets, in the organisation's own time; `Change` holds the
    days that differ. needs: codes of the directory's needs; empty is for everybody.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("Open: come when you like")
        CLOSED = "closed", _("Closed: the same people each time")

    class Way(models.TextChoices):
        PLACE = "place", _("Face to face")
        ONLINE = "online", _("By video")
        PHONE = "phone", _("By telephone")

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", _("Every week")
        MONTHLY = "MONTHLY", _("Every month")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default="planned")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OPEN)
    about = models.CharField(max_length=500, blank=True, help_text="what somebody reads before")
    needs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    language = models.CharField(max_length=20, blank=True)
    only_gender = models.CharField(max_length=10, choices=Peer.Gender, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.PLACE)
    district = models.CharField(
        max_length=120, blank=True, help_text="part of town, never a street"
    )
    where = models.CharField(max_length=300, blank=True, help_text="a place or a link")
    times = models.CharField(max_length=200, blank=True, help_text="what the rule cannot say")
    first_on = models.DateField(null=True, blank=True)
    freq = models.CharField(max_length=10, choices=Freq, default=Freq.WEEKLY)
    interval = models.PositiveSmallIntegerField(default=1)
    byday = models.CharField(max_length=10, blank=True)
    until_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=90)
    rules = models.TextField(blank=True, help_text="what the circle agreed on")
    capacity = models.PositiveSmallIntegerField(default=10)
    remind_hours = models.PositiveSmallIntegerField(default=24, help_text="0: nobody is reminded")
    is_public = models.BooleanField(default=False)
    is_place_public = models.BooleanField(default=False)
    trusts_itself = models.BooleanField(
        default=False, help_text="offers and asks are seen at once, before anybody looked"
    )
    allows_money = models.BooleanField(default=False)
    facilitator = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Peer, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CircleQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization name state kind about needs language only_gender min_age max_age "
        "way district where times first_on freq interval byday until_on starts_at minutes rules "
        "capacity remind_hours is_public is_place_public trusts_itself allows_money facilitator "
        "second created_at ended_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(facilitator=F("second")), name="circle_has_two_facilitators"
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="circle_has_room"),
            models.CheckConstraint(condition=Q(state__in=CIRCLE.states), name="circle_state_known"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="circle_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "ended"))
                | Q(second__isnull=False, first_on__isnull=False, starts_at__isnull=False),
                name="circle_opens_with_two_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_place_public=False) | Q(is_public=True, way="place"),
                name="circle_link_is_never_public",
            ),
            models.CheckConstraint(
                condition=Q(interval__gte=1, minutes__gte=15), name="circle_rule_means_something"
            ),
        ]

    @property
    def pattern(self) -> Pattern | None:
        """The rule by which it meets. Needs `select_related("organization")`."""
        if self.first_on is None or self.starts_at is None:
            return None
        return Pattern(
            first_on=self.first_on, starts_at=self.starts_at, minutes=self.minutes, freq=self.freq,
            interval=self.interval, byday=self.byday, until=self.until_on,
            zone=self.organization.time_zone,
        )  # fmt: skip

    @property
    def today(self) -> dt.date:
        """The day it is where it meets. Needs `select_related("organization")`."""
        return clock.today(ZoneInfo(self.organization.time_zone))

    @property
    def reference(self) -> str:
        """What it is called where its name would tell too much: in a calendar."""
        return self.pk.hex[-6:].upper()


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.IN)

    def waiting(self) -> "SeatQuerySet":
        return self.filter(state=Seat.State.WAITING)

    def live(self) -> "SeatQuerySet":
        return self.exclude(state=Seat.State.LEFT)


@pghistory.track()
class Seat(models.Model):
    """A person's seat in a circle, or their place in the row. reminder: what the person said;
    unsaid is a reminder only where their safe-contact rules allow it without asking anybody."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a seat")
        IN = "in", _("Takes part")
        LEFT = "left", _("Left")

    class Reminding(models.TextChoices):
        UNSAID = "", _("Not said")
        YES = "yes", _("Yes, please")
        NO = "no", _("No reminders")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    request_id = models.UUIDField(null=True, blank=True, help_text="the ask it came from, by id")
    state = models.CharField(max_length=10, choices=State)
    reminder = models.CharField(max_length=3, choices=Reminding, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)

    objects = SeatQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization circle person request_id state reminder asked_at moved_at",
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
