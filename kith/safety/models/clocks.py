"""How long each step may take, and whether this organisation stands ready."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.safety.rules.due import end_of_day

MINUTES = {
    "high": (1, 15), "moderate": (5, 120), "low": (30, 24 * 60), "engage": (5, 60),
    "consult": (5, 60), "receipt": (5, 240), "arrival": (5, 60), "plan": (30, 24 * 60),
}  # fmt: skip
"""What each may be set to, from and to. The defaults are those of our reference for care."""


def _bounds(name: str) -> models.CheckConstraint:
    least, most = MINUTES[name]
    return models.CheckConstraint(
        condition=Q(**{f"{name}__range": (least, most)}), name=f"clock_{name}_within_bounds"
    )


class Clocks(models.Model):
    """Minutes, and hours for follow-ups. A change is a new row and the newest counts, so that it
    can be seen what held when; without any the defaults hold. `low` empty: the same day, which ends
    at the organisation's own midnight."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    high = models.PositiveIntegerField(_("In danger now: somebody has it within"), default=5)
    moderate = models.PositiveIntegerField(_("Worrying: somebody has it within"), default=30)
    low = models.PositiveIntegerField(
        _("To be kept in mind: somebody has it within"), null=True, blank=True, default=None
    )
    engage = models.PositiveIntegerField(_("Then with the person within"), default=15)
    consult = models.PositiveIntegerField(_("Then a supervisor consulted within"), default=15)
    receipt = models.PositiveIntegerField(_("A hand-over confirmed within"), default=30)
    arrival = models.PositiveIntegerField(_("Arrival of emergency help confirmed within"),
                                          default=20)  # fmt: skip
    plan = models.PositiveIntegerField(_("Then a safety plan offered within"), default=240)
    first_follow_up = models.PositiveIntegerField(_("First follow-up after hours"), default=24)
    second_follow_up = models.PositiveIntegerField(_("Second follow-up after hours"), default=72)
    third_follow_up = models.PositiveIntegerField(_("Third follow-up after hours"), default=168)
    covered_from = models.TimeField(_("Somebody is on duty from"), default=dt.time(0))
    covered_until = models.TimeField(
        _("Somebody is on duty until"), default=dt.time(0),
        help_text=_("The same time twice means day and night."),
    )  # fmt: skip
    live_since = models.DateTimeField(null=True, blank=True)
    live_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    PRIVACY = privacy.of(
        internal="id organization since high moderate low engage consult receipt arrival plan "
        "first_follow_up second_follow_up third_follow_up covered_from covered_until live_since "
        "live_by",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            *(_bounds(name) for name in MINUTES),
            models.CheckConstraint(
                condition=Q(first_follow_up__range=(1, 48), third_follow_up__lte=336)
                & Q(first_follow_up__lt=F("second_follow_up"))
                & Q(second_follow_up__lt=F("third_follow_up")),
                name="clock_follow_ups_in_order",
            ),
            models.CheckConstraint(
                condition=Q(live_since=None, live_by=None)
                | Q(live_since__isnull=False, live_by__isnull=False),
                name="live_says_who_and_when",
            ),
        ]

    def answer_due(self, severity: str, began: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
        """Until when a concern may wait for somebody."""
        minutes: int | None = getattr(self, severity)
        if minutes is None:
            return end_of_day(began, zone)
        return began + dt.timedelta(minutes=minutes)

    def for_step(self, name: str) -> dt.timedelta:
        return dt.timedelta(minutes=getattr(self, name))

    @property
    def follow_ups(self) -> tuple[dt.timedelta, ...]:
        hours = (self.first_follow_up, self.second_follow_up, self.third_follow_up)
        return tuple(dt.timedelta(hours=number) for number in hours)
