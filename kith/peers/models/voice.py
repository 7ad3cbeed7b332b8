"""Matters in which peers decide: a question, a secret vote or consent, objections, the answer."""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import MATTER
from kith.peers.models.peer import Peer
from kith.peers.models.sealed import KEY, OwnKey

NO_OBJECTION = """
IF EXISTS (
    SELECT 1 FROM peers_objection
    WHERE matter_id = NEW.id AND answered_at IS NULL AND withdrawn_at IS NULL
) THEN
    RAISE EXCEPTION 'an objection has no answer' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class MatterQuerySet(models.QuerySet["Matter"]):
    def over_by(self, moment: dt.datetime) -> "MatterQuerySet":
        """Their time is over."""
        return self.filter(state="open", closes_at__lte=moment)

    def overdue_on(self, day: dt.date) -> "MatterQuerySet":
        """No answer in time, or not done in time."""
        return self.filter(
            Q(state__in=("closed", "decided"), answer_due_on__lt=day)
            | Q(state="answered", do_by__lt=day)
        )


@pghistory.track()
class Matter(models.Model):
    """States and moves: `lifecycle.MATTER`. voters_count: peers at work when it closed."""

    class Kind(models.TextChoices):
        VOTE = "vote", _("A secret vote")
        CONSENT = "consent", _("A proposal; it holds unless somebody objects")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    question = models.CharField(max_length=200)
    about = models.TextField(blank=True, max_length=4000)
    state = models.CharField(max_length=10, default="open")
    raised_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    voters_count = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_due_on = models.DateField()
    answer = models.TextField(blank=True, help_text="what the organisation says, and will do")
    do_by = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="what became of it")
    looked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    objects = MatterQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization kind question about state raised_by opened_at closes_at "
        "voters_count answer_due_on answer do_by answered_by answered_at outcome looked_by "
        "looked_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MATTER.states), name="matter_state_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opened_at")), name="matter_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, do_by=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False, do_by__isnull=False),
                name="matter_answer_says_who_and_by_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "kept", "not_kept"))
                | Q(answered_at__isnull=False),
                name="matter_answered_has_an_answer",
            ),
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_matter_a_form"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_decision_over_objections", operation=pgtrigger.Update,
                when=pgtrigger.Before, condition=pgtrigger.Q(new__state="decided"),
                func=NO_OBJECTION,
            )
        ]  # fmt: skip


class MatterChoice(models.Model):
    """One of the options of a vote. tally: how many chose it; read by nobody before the end, and
    kept out of the history, where each step would show who had just voted.

    There is no row for a single vote. What is not written down cannot be joined with who voted, not
    by its order, its moment or its transaction, by nobody who can read the whole database.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    tally = models.PositiveIntegerField(default=0)

    PRIVACY = privacy.of(
        internal="id organization matter position words tally", keep=privacy.Keep.FOREVER
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "position"], name="one_choice_a_position")
        ]


class Ballot(models.Model):
    """That a peer has voted, never how nor when: no moment, and an id that has none in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="ballots")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")

    PRIVACY = privacy.of(internal="id organization matter peer", keep=privacy.Keep.FOREVER)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["matter", "peer"], name="one_vote_each")]


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def standing(self) -> "ObjectionQuerySet":
        """Neither answered nor taken back."""
        return self.filter(answered_at=None, withdrawn_at=None)


@pghistory.track(exclude=KEY)
class Objection(OwnKey):
    """A peer says why it must not be so. Others read it, and who said it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="objections")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    words_sealed = models.BinaryField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_sealed = models.BinaryField(null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization matter peer at withdrawn_at answered_by answered_at",
        sensitive="key_id key_wrapped words_sealed answer_sealed",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "peer"], condition=Q(withdrawn_at=None),
                name="one_objection_each",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="objection_answer_says_who_and_when",
            ),
        ]  # fmt: skip
