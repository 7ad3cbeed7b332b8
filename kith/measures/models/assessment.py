"""One filled-in measure of one person, and the private link by which they fill it in."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.measures.lifecycle import ASSESSMENT
from kith.people.models import Person
from kith.people.models.sealed import SealedRow


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def waiting(self) -> "AssessmentQuerySet":
        """Offered or begun, and not ended."""
        return self.filter(state__in=["offered", "open"])

    def finished(self) -> "AssessmentQuerySet":
        return self.filter(state="finished")

    def left_since(self, moment: dt.datetime) -> "AssessmentQuerySet":
        """Begun together or on a tablet before a moment, and never ended."""
        return self.filter(state="open", link=None, created_at__lt=moment)

    def run_out_at(self, moment: dt.datetime) -> "AssessmentQuerySet":
        """Whose link is no longer good."""
        return self.waiting().filter(link__expires_at__lte=moment)


# Answers stay out of the history too: sealed, but nobody needs every half-filled form.
@pghistory.track(exclude=["answers_sealed", "score_sealed"])
class Assessment(SealedRow):
    """States and moves: `lifecycle.ASSESSMENT`.

    Answers are JSON by item id, sealed under the person's key, and so is the score, as it was when
    the form was finished: what counts thousands opens one number each, and scores nothing anew.
    """

    class Mode(models.TextChoices):
        """How it is filled in. Scores of two ways are not compared."""

        PRESENT = "present", _("Together with somebody")
        LINK = "link", _("By private link")
        PAPER = "paper", _("From paper")
        TABLET = "tablet", _("On the tablet")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assessments")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    mode = models.CharField(max_length=10, choices=Mode)
    state = models.CharField(max_length=10, default="offered")
    answers_sealed = models.BinaryField(null=True, blank=True)
    score_sealed = models.BinaryField(null=True, blank=True)
    answered_count = models.PositiveSmallIntegerField(default=0)
    item_count = models.PositiveSmallIntegerField()
    offered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField(help_text="made with the form: a replayed form has no effect")

    objects = AssessmentQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization person instrument version language mode state answered_count "
        "item_count offered_by created_at finished_at replay_key",
        sensitive="answers_sealed score_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_assessment_a_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ASSESSMENT.states), name="assessment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["finished", "mistake"], finished_at__isnull=False)
                | Q(state__in=["offered", "open", "stopped"], finished_at=None),
                name="assessment_finished_says_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_count__lte=models.F("item_count")),
                name="assessment_answers_no_more_than_it_asks",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "state", "-created_at"]),
            models.Index(fields=["organization", "instrument", "finished_at"]),
        ]

    def sealing_person(self) -> Person:
        return self.person

    @property
    def reference(self) -> str:
        """What members call it among themselves."""
        return self.pk.hex[-6:].upper()

    @property
    def is_waiting(self) -> bool:
        return self.state not in ASSESSMENT.final


class AssessmentLink(models.Model):
    """The private link to one assessment. Only its keyed digest is kept; it goes with the last
    answer, and by itself after some days."""

    digest = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="link")
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="organization assessment expires_at created_at",
        sensitive="digest",
        keep=privacy.Keep.SHORT,
    )
