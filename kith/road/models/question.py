"""What only a named person decides."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.models import Unit
from kith.people.models import Person
from kith.road.models.arrival import Arrival


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> "QuestionQuerySet":
        return self.filter(decided_at=None)


@pghistory.track(exclude=["told_at"])
class Question(models.Model):
    """conflict: two versions of one detail (`field`). double: two who may be one (`person`,
    `other`, the smaller id first). aside: a record that could not be entered (`arrival`, `why`).
    supplies: what went out with a vehicle or came back was counted differently (`unit`, `day`).
    told_at: its owner was told, once for all that a sending brought."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict", _("Two tablets say different things")
        DOUBLE = "double", _("Perhaps the same person twice")
        ASIDE = "aside", _("Could not be entered")
        SUPPLIES = "supplies", _("Two tablets counted differently")

    class Decision(models.TextChoices):
        KEPT = "kept", _("What was in use stays")
        TAKEN = "taken", _("The other one was taken")
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Two different people")
        LET_IN = "let_in", _("Entered")
        DROPPED = "dropped", _("Not entered")
        COUNTED = "counted", _("Decided")
        SETTLED = "settled", _("Settled by itself")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="road_questions"
    )
    other = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=10, blank=True)
    arrival = models.ForeignKey(
        Arrival, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    why = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization kind owner person other field arrival why unit day asked_at "
        "told_at decision decided_at decided_by",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(kind="conflict", decided_at=None),
                name="question_one_open_a_detail",
            ),
            models.UniqueConstraint(
                fields=["person", "other"], condition=Q(kind="double"), name="question_one_a_pair"
            ),
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(kind="aside"), name="question_one_an_arrival"
            ),
            models.UniqueConstraint(
                fields=["unit", "day"],
                condition=Q(kind="supplies", decided_at=None),
                name="question_one_open_a_load",
            ),
            models.CheckConstraint(
                condition=Q(unit=None, day=None)
                & (
                    Q(kind="conflict", person__isnull=False, other=None, arrival=None)
                    & ~Q(field="")
                    | Q(kind="double", person__lt=F("other"), arrival=None, field="")
                    | Q(kind="aside", arrival__isnull=False, other=None, field="")
                )
                | Q(kind="supplies", unit__isnull=False, day__isnull=False, field="")
                & Q(person=None, other=None, arrival=None),
                name="question_says_about_what",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | ~Q(decision="") & ~Q(decided_at=None),
                name="question_decided_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "owner"],
                condition=Q(decided_at=None),
                name="question_open",
            ),
            models.Index(
                fields=["organization"], condition=Q(told_at=None), name="question_to_tell"
            ),
        ]
