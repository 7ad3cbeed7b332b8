"""A waiting list matched at once: worked out by a job, looked over by a person, then proposed."""

import pghistory
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import ROUND
from kith.peers.models.peer import Peer
from kith.people.models import Person


class RoundQuerySet(models.QuerySet["Round"]):
    def under_way(self) -> "RoundQuerySet":
        return self.filter(state__in=("waiting", "working", "ready"))


@pghistory.track(exclude=["done"])
class Round(models.Model):
    """States and moves: `lifecycle.ROUND`. One at a time in an organisation: two coordinators who
    press at once look at the same one.

    removed: [{rule, pairs, alone}]. objective: sum of the costs; bound: what no other way to serve
    the same people can fall below. done, total: blocks of people looked at, for the progress line.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="waiting")
    begun_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    removed = models.JSONField(default=list, blank=True)
    objective = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    proposed_count = models.PositiveIntegerField(default=0)

    objects = RoundQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization state begun_by begun_at done total removed objective bound "
        "seconds ready_at ended_by ended_at proposed_count",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ROUND.states), name="round_state_known"),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state__in=("waiting", "working", "ready")),
                name="one_round_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ROUND.final, ended_at__isnull=False)
                | (~Q(state__in=ROUND.final) & Q(ended_at=None)),
                name="round_ended_says_when",
            ),
        ]


class RoundLine(models.Model):
    """One person of a round: with whom, or why not yet. No history: it is a suggestion, and goes
    with the person.

    cost: 0 (every wish kept) to 100. reasons, misfits: {code, values}. others: up to five peers who
    would do as well, best first, as {peer, cost}. left_out: why this line was not proposed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.PositiveIntegerField(help_text="in the row of those who wait")
    days = models.PositiveIntegerField()
    cost = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    misfits = models.JSONField(default=list, blank=True)
    others = models.JSONField(default=list, blank=True)
    left_out = models.CharField(max_length=20, blank=True)

    PRIVACY = privacy.of(
        internal="id organization round person peer place days cost reasons misfits others "
        "left_out",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_line_a_person")
        ]
