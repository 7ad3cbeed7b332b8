"""Days on which a circle does not meet as ever, who is reminded, and a facilitator's calendar."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.circles.models.circle import Circle, Seat
from kith.circles.rules import meeting_days
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer


@pghistory.track()
class Change(models.Model):
    """One day that differs from the rule. day: that of the rule, or the new one of an extra
    meeting. Said again for the same day, the last word counts."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("It does not take place")
        MOVED = "moved", _("It is moved")
        EXTRA = "extra", _("One more meeting")

    class Reason(models.TextChoices):
        UNSAID = "", _("Not said")
        HOLIDAY = "holiday", _("Holiday")
        FACILITATORS = "facilitators", _("Nobody can hold it")
        PLACE = "place", _("The place is closed")
        WEATHER = "weather", _("Weather")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="changes")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    to_day = models.DateField(null=True, blank=True)
    to_time = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    changed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization circle day kind to_day to_time reason changed_by changed_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "day"], name="one_change_a_day"),
            models.CheckConstraint(
                condition=Q(kind="moved", to_day__isnull=False)
                | (~Q(kind="moved") & Q(to_day=None)),
                name="change_moved_says_where_to",
            ),
        ]

    def as_value(self) -> meeting_days.Change:
        return meeting_days.Change(self.day, self.kind, self.to_day, self.to_time, self.reason)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def by_hand(self) -> "ReminderQuerySet":
        """Somebody asked to be reminded, and only a human being may do it."""
        return self.filter(state=Reminder.State.BY_HAND, given_at=None)


class Reminder(models.Model):
    """One word to one person about one meeting, once. Carries nothing but that there is something.

    Whether it may be sent is asked when it is sent: the person's rules of that moment hold. A
    worker that dies between sending and marking leaves a lease behind, and another sends again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        SENT = "sent", _("Sent")
        BY_HAND = "by_hand", _("To be told by a human being")
        DROPPED = "dropped", _("Not sent")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="reminders")
    day = models.DateField(help_text="of the rule, by which the meeting is known")
    once = models.CharField(max_length=60, help_text="the same cause makes one reminder")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization seat day once state made_at leased_until attempts sent_at "
        "given_by given_at",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "once"], name="one_reminder_a_cause"),
            models.CheckConstraint(
                condition=Q(given_by=None, given_at=None)
                | Q(given_by__isnull=False, given_at__isnull=False),
                name="reminder_given_says_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "leased_until"], condition=Q(state="waiting"),
                name="reminder_to_send",
            )
        ]  # fmt: skip


class CalendarKey(models.Model):
    """The address under which a facilitator's calendar software reads when their circles meet. Only
    its keyed digest is kept; a new one closes the old."""

    digest = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.OneToOneField(Peer, models.CASCADE, related_name="calendar")
    made_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="organization peer made_at", sensitive="digest", keep=privacy.Keep.WHILE_MEMBER
    )


class CircleListing(models.Model):
    """A circle's public face: what the organisation wants everybody to see, and nothing else. It
    can be thrown away and made again. dates: the next meetings; place: only where it is public."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="listing")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=10, choices=Circle.Kind)
    language = models.CharField(max_length=20, blank=True)
    only_gender = models.CharField(max_length=10, choices=Peer.Gender, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=Circle.Way)
    district = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=300, blank=True)
    rule = models.JSONField(default=dict, help_text="freq, interval, byday, time")
    dates = models.JSONField(default=list, help_text="moments of the next meetings, ISO 8601")
    free_count = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "true"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        public="circle organization name about kind language only_gender min_age max_age way "
        "district place rule dates free_count made_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["name", "circle_id"]

    def next_dates(self, now: dt.datetime) -> list[dt.datetime]:
        """Those that have not begun: the row may be a night old."""
        found = [dt.datetime.fromisoformat(moment) for moment in self.dates]
        return [moment for moment in found if moment > now]
