"""Offers and asks between neighbours: equals who sit in a circle together."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.circles.lifecycle import ANSWER, POSTING
from kith.circles.models.circle import Circle
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer
from kith.peers.models.sealed import KEY, OwnKey
from kith.people.models import Person


def _one_author(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(person__isnull=False, peer=None) | Q(person=None, peer__isnull=False), name=name
    )


class PostingQuerySet(models.QuerySet["Posting"]):
    def live(self) -> "PostingQuerySet":
        return self.exclude(state__in=POSTING.final)

    def seen(self) -> "PostingQuerySet":
        """By everybody whom it is for."""
        return self.filter(state="shown", expires_on__gte=clock.today())

    def to_look_at(self) -> "PostingQuerySet":
        """A moderator is waited for."""
        return self.filter(state__in=("waiting", "hidden"))

    def over_by(self, day: dt.date) -> "PostingQuerySet":
        return self.filter(state__in=("waiting", "shown"), expires_on__lt=day)


@pghistory.track(exclude=KEY)
class Posting(OwnKey):
    """One offer or ask, by a person or a peer. circle: for whom; without one, for everybody who
    sits in a circle here. States and moves: `lifecycle.POSTING`. flags: boundaries that
    the words touch and of which the author said that it is not about them."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("I offer")
        ASK = "ask", _("I could use")

    class What(models.TextChoices):
        COMPANY = "company", _("Company, a walk")
        FOOD = "food", _("Cooking, shopping")
        RIDE = "ride", _("A way together")
        CHILDREN = "children", _("Minding children")
        LANGUAGE = "language", _("Reading, writing, translating")
        HANDS = "hands", _("A pair of hands")
        THINGS = "things", _("Things to lend or give")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    circle = models.ForeignKey(
        Circle, models.CASCADE, null=True, blank=True, related_name="postings"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=20, choices=What)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default="waiting")
    called_sealed = models.BinaryField(null=True, blank=True, help_text="the name it shows")
    words_sealed = models.BinaryField(null=True, blank=True)
    flags = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    expires_on = models.DateField()
    looked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    reason_sealed = models.BinaryField(null=True, blank=True, help_text="why not, for the author")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)

    objects = PostingQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization circle kind what person peer state flags expires_on looked_by "
        "looked_at replay_key created_at moved_at",
        sensitive="key_id key_wrapped called_sealed words_sealed reason_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            _one_author("posting_has_one_author"),
            models.CheckConstraint(
                condition=Q(state__in=POSTING.states), name="posting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(looked_by=None, looked_at=None)
                | Q(looked_by__isnull=False, looked_at__isnull=False),
                name="posting_look_says_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_posting_a_form"
            ),
        ]
        indexes = [models.Index(fields=["organization", "state"])]


@pghistory.track(exclude=KEY)
class Answer(OwnKey):
    """Somebody answers an offer or an ask. How each can be reached is sealed until both agreed: the
    answerer by answering, the author by saying yes. States: `lifecycle.ANSWER`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default="sent")
    called_sealed = models.BinaryField(null=True, blank=True)
    words_sealed = models.BinaryField(null=True, blank=True)
    reach_sealed = models.BinaryField(null=True, blank=True, help_text="of whoever answers")
    author_reach_sealed = models.BinaryField(null=True, blank=True, help_text="of the author")
    thanks_sealed = models.BinaryField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization posting person peer state thanked_at replay_key created_at "
        "moved_at",
        sensitive="key_id key_wrapped called_sealed words_sealed reach_sealed author_reach_sealed "
        "thanks_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            _one_author("answer_has_one_author"),
            models.CheckConstraint(condition=Q(state__in=ANSWER.states), name="answer_state_known"),
            models.UniqueConstraint(
                fields=["posting"], condition=Q(state="agreed"), name="one_agreed_answer"
            ),
            models.UniqueConstraint(
                fields=["posting", "person"], condition=Q(state__in=("sent", "agreed")),
                name="one_answer_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["posting", "peer"], condition=Q(state__in=("sent", "agreed")),
                name="one_answer_of_a_peer",
            ),
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_answer_a_form"
            ),
        ]  # fmt: skip


@pghistory.track(exclude=KEY)
class Alarm(OwnKey):
    """Somebody says that something is wrong with an offer, an ask, or what came of it. It is hidden
    in the same moment; a moderator answers. The author does not learn who it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="alarms")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, blank=True, related_name="+")
    words_sealed = models.BinaryField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization posting person peer at decided_by decided_at",
        sensitive="key_id key_wrapped words_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            _one_author("alarm_has_one_author"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="alarm_decision_says_who_and_when",
            ),
        ]
