"""Who would like a peer, and a connection between a person and a peer."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import HOLDING, MATCH, WALKING
from kith.peers.models.peer import Peer
from kith.people.models import Person
from kith.people.models.sealed import SealedRow


class SeekingQuerySet(models.QuerySet["Seeking"]):
    def open(self) -> "SeekingQuerySet":
        return self.filter(closed_at=None)

    def close(self) -> int:
        """How many were open. From where they set out is needed no longer, and forgotten."""
        return self.open().update(closed_at=clock.now(), start_latitude=None, start_longitude=None)


@pghistory.track(exclude=["start_latitude", "start_longitude"])
class Seeking(SealedRow):
    """A person would like to walk with a peer, and what they said about it.

    wishes: [{kind, value}], most important first. unwanted: [{kind, value}], "not somebody who";
    vetoes: peers the person does not want; knows: peers they know from elsewhere; excluded: a
    safety exclusion by staff. asked_again_at: none of those proposed suited, others are wished for.
    start: from where they set out, WGS 84 degrees to about a kilometre: the columns hold no more
    digits. It goes when they look no longer, and history never has it.
    """

    class Told(models.TextChoices):
        """How the wishes reached us."""

        SELF = "self", _("by the person themselves")
        TOGETHER = "together", _("told to one of us")
        PAPER = "paper", _("on paper")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seeking")
    request_id = models.UUIDField(null=True, blank=True, help_text="the ask it came from, by id")
    since = models.DateTimeField(default=clock.now)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    interpreter = models.BooleanField(default=False)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    wishes = models.JSONField(default=list, blank=True)
    unwanted = models.JSONField(default=list, blank=True)
    words_sealed = models.BinaryField(
        null=True, blank=True, help_text="what else we should keep to, in the person's words"
    )
    told = models.CharField(max_length=10, choices=Told, default=Told.TOGETHER)
    asked_again_at = models.DateTimeField(null=True, blank=True)
    vetoes = ArrayField(models.UUIDField(), default=list, blank=True)
    knows = ArrayField(models.UUIDField(), default=list, blank=True)
    excluded = ArrayField(models.UUIDField(), default=list, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    start_latitude = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    start_longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    objects = SeekingQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person request_id since languages interpreter needs wishes "
        "unwanted told asked_again_at vetoes knows excluded closed_at",
        personal="start_latitude start_longitude",
        sensitive="words_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None), name="one_seeking_a_person"
            ),
            models.CheckConstraint(
                condition=Q(start_latitude=None, start_longitude=None)
                | Q(closed_at=None, start_latitude__isnull=False, start_longitude__isnull=False,
                    start_latitude__range=(-90, 90), start_longitude__range=(-180, 180)),
                name="seeking_start_is_whole_and_goes_when_closed",
            ),
        ]  # fmt: skip

    @property
    def start(self) -> tuple[float, float] | None:
        """Latitude and longitude, where they said it."""
        if self.start_latitude is None or self.start_longitude is None:
            return None
        return float(self.start_latitude), float(self.start_longitude)

    def sealing_person(self) -> Person:
        return self.person


class MatchQuerySet(models.QuerySet["Match"]):
    def walking(self) -> "MatchQuerySet":
        """Accepted and not ended."""
        return self.filter(state__in=WALKING)

    def with_last_reached(self) -> "MatchQuerySet":
        """Adds `last_reached`: the last contact in which they did reach each other."""
        return self.annotate(
            last_reached=Max("contacts__happened_at", filter=Q(contacts__reached=True))
        )


@pghistory.track()
class Match(SealedRow):
    """States and moves: `lifecycle.MATCH`. reasons, misfits: {code, values}, as proposed; lifted:
    hard rules that staff set aside, with their reason sealed under the person's key.

    side: who made the last move, empty where nobody did (let go when another was chosen). Nobody
    sees it who was on the other side. suits, suits_at: the person's own review.
    """

    class Suits(models.TextChoices):
        YES = "yes", _("Yes, let us go on")
        UNSURE = "unsure", _("I am not sure. Please ask me")
        OTHER = "other", _("I would like to try somebody else")
        STOP = "stop", _("I would like to stop")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="matches")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="matches")
    request_id = models.UUIDField(null=True, blank=True, help_text="the ask it came from, by id")
    state = models.CharField(max_length=20, default="proposed")
    reasons = models.JSONField(default=list, blank=True)
    misfits = models.JSONField(default=list, blank=True)
    lifted = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    lifted_reason_sealed = models.BinaryField(null=True, blank=True)
    next_time_sealed = models.BinaryField(null=True, blank=True, help_text="wishes for next time")
    side = models.CharField(max_length=10, blank=True)
    suits = models.CharField(max_length=10, choices=Suits, blank=True)
    suits_at = models.DateTimeField(null=True, blank=True)
    suits_sealed = models.BinaryField(
        null=True, blank=True, help_text="the person's words in their review"
    )
    proposed_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="empty where the person chose it themselves",
    )  # fmt: skip
    created_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    first_contact_at = models.DateTimeField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person peer request_id state reasons misfits lifted proposed_by "
        "side created_at moved_at accepted_at first_contact_at review_due_on reviewed_at ended_at "
        "suits suits_at",
        sensitive="lifted_reason_sealed next_time_sealed suits_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MATCH.states), name="match_state_known"),
            models.UniqueConstraint(
                fields=["person", "peer"],
                condition=Q(state__in=("proposed", *HOLDING)),
                name="one_live_match_of_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=MATCH.final, ended_at__isnull=False)
                | (~Q(state__in=MATCH.final) & Q(ended_at=None)),
                name="match_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(suits="", suits_at=None)
                | (Q(suits__in=("yes", "unsure", "other", "stop")) & Q(suits_at__isnull=False)),
                name="match_review_says_when",
            ),
        ]
        indexes = [models.Index(fields=["organization", "state"])]

    def sealing_person(self) -> Person:
        return self.person

    def quiet_days(self, now: dt.datetime) -> int:
        """Days since they last reached each other, or since it was accepted. Needs
        `with_last_reached()`."""
        since = self.last_reached or self.accepted_at or self.created_at  # type: ignore[attr-defined]
        return (now - since).days


@pghistory.track()
class MatchContact(SealedRow):
    """What happened between the two. Only `reached` counts against a no-contact flag."""

    class Means(models.TextChoices):
        CALL = "call", _("Call")
        VISIT = "visit", _("Visit")
        MESSAGE = "message", _("Message")
        GROUP = "group", _("Group")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, models.PROTECT, related_name="contacts")
    means = models.CharField(max_length=10, choices=Means)
    reached = models.BooleanField()
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note_sealed = models.BinaryField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization match means reached happened_at minutes recorded_by replay_key "
        "created_at",
        sensitive="note_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_match_contact_a_form"
            )
        ]

    def sealing_person(self) -> Person:
        return self.match.person
