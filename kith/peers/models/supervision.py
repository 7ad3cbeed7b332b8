"""A peer and their supervisor, how the peer is, and what a peer reports."""

import datetime as dt
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.match import Match
from kith.peers.models.peer import Peer
from kith.peers.models.sealed import KEY, OwnKey


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    def current(self) -> "SupervisionQuerySet":
        return self.filter(ended_at=None)

    def of(self, member: Member, day: dt.date) -> "SupervisionQuerySet":
        """Those for whom this member has the duty on a day: their own, and those they cover."""
        covering = Q(cover=member, cover_from__lte=day) & (
            Q(cover_until__gte=day) | Q(cover_until=None)
        )
        return self.current().filter(Q(supervisor=member) | covering)

    def on_duty(self, peer: Peer, day: dt.date) -> tuple[UUID, ...]:
        """Ids of the members who have the duty for a peer on a day: the cover where there is one,
        else the supervisor."""
        found = self.current().filter(peer=peer)
        return tuple(
            row.cover_id if row.cover_id and row.covers(day) else row.supervisor_id for row in found
        )


@pghistory.track()
class Supervision(models.Model):
    """The pair. `cover` has the duty, but not the notes, while the supervisor is away."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(Member, models.PROTECT, related_name="+")
    cover = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    cover_from = models.DateField(null=True, blank=True)
    cover_until = models.DateField(null=True, blank=True)
    every_days = models.PositiveSmallIntegerField(default=7)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization peer supervisor cover cover_from cover_until every_days "
        "started_at ended_at",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["peer"], condition=Q(ended_at=None), name="one_supervisor_each"
            ),
            models.CheckConstraint(
                condition=Q(cover=None, cover_from=None)
                | Q(cover__isnull=False, cover_from__isnull=False),
                name="cover_says_from_when",
            ),
            models.CheckConstraint(
                condition=Q(cover=None) | ~Q(cover=F("supervisor")), name="cover_is_another"
            ),
        ]

    def covers(self, day: dt.date) -> bool:
        """Whether somebody else has the duty on a day."""
        if self.cover_id is None or self.cover_from is None or self.cover_from > day:
            return False
        return self.cover_until is None or self.cover_until >= day


@pghistory.track(exclude=KEY)
class Session(OwnKey):
    """One meeting of the pair. The notes open for these two and for nobody else: not for cover, the
    administrator, the director or another supervisor. `written_by` is one of the two."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=60)
    note_sealed = models.BinaryField(null=True, blank=True)
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization supervision held_on minutes written_by replay_key created_at",
        sensitive="key_id key_wrapped note_sealed",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_session_a_form"
            )
        ]


class WellbeingCheck(models.Model):
    """How a peer is, said by the peer; no words, so that there is nothing to read."""

    class Wants(models.TextChoices):
        NOTHING = "nothing", _("Nothing just now")
        TALK = "talk", _("To talk with my supervisor")
        LESS = "less", _("Fewer people for a while")
        REST = "rest", _("Time off")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="wellbeing")
    level = models.PositiveSmallIntegerField(help_text="1 very hard to 5 very well")
    wants = models.CharField(max_length=20, choices=Wants, default=Wants.NOTHING)
    at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization peer at", personal="level wants",
        keep=privacy.Keep.WHILE_MEMBER,
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="wellbeing_from_1_to_5"
            )
        ]


@pghistory.track(exclude=KEY)
class Report(OwnKey):
    """A peer stops contact and says why. The match is paused at once; a supervisor answers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, models.PROTECT, related_name="reports")
    words_sealed = models.BinaryField(null=True, blank=True)
    reported_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_sealed = models.BinaryField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization match reported_by at answered_by answered_at",
        sensitive="key_id key_wrapped words_sealed answer_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="report_answer_says_who_and_when",
            )
        ]
