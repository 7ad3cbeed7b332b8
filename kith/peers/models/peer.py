"""A peer's working life here."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import HOLDING, PEER
from kith.peers.models.application import Application
from kith.peers.models.sealed import KEY, OwnKey
from kith.peers.rules import capacity


class Work(models.TextChoices):
    """Roles as structured work; what one may do in each stands in `scopes`."""

    ONE_TO_ONE = "one_to_one", _("Walking with one person")
    FACILITATOR = "facilitator", _("Circle facilitator")
    WARMLINE = "warmline", _("Listening line")
    BRIDGER = "bridger", _("Bridge from hospital to home")
    COACH = "coach", _("Recovery coach")
    LEAD = "lead", _("Lead peer")


SHOWABLE = ("about", "gender", "experiences", "times", "ways", "meets_at")


def everything() -> list[str]:
    """Until the peer says otherwise: the form always told them that people read it."""
    return list(SHOWABLE)


class PeerQuerySet(models.QuerySet["Peer"]):
    def with_load(self) -> "PeerQuerySet":
        """Adds `load`: people they walk with now, or have been asked to."""
        return self.annotate(load=Count("matches", filter=Q(matches__state__in=HOLDING)))

    def ready_on(self, day: dt.date) -> "PeerQuerySet":
        """May be proposed: active and not away."""
        away = Q(away_from__lte=day) & (Q(away_until__gte=day) | Q(away_until=None))
        return self.filter(state__in=("active", "renewal_due"), member__is_active=True).exclude(
            away
        )


@pghistory.track(exclude=["about", "gender", *KEY])
class Peer(OwnKey):
    """Lived experience is said in the peer's own words, as far as they want; `traits` are the tags
    they chose. Both are shown to whoever they are proposed to."""

    class Gender(models.TextChoices):
        """Only what the peer says; people may wish for it."""

        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")
        ANOTHER = "another", _("Another gender")

    class Step(models.TextChoices):
        """The ladder."""

        SUPPORTER = "supporter", _("Supporter")
        SENIOR = "senior", _("Senior")
        FACILITATOR = "facilitator", _("Facilitator")
        SUPERVISOR = "supervisor", _("Supervisor")
        LEAD = "lead", _("Lead")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.OneToOneField(Member, models.PROTECT, related_name="peer")
    application = models.OneToOneField(
        Application, models.SET_NULL, null=True, blank=True, related_name="peer"
    )
    state = models.CharField(max_length=20, default="training")
    state_reason_sealed = models.BinaryField(
        null=True, blank=True, help_text="why limits were set; for supervisors"
    )
    about = models.TextField(blank=True, help_text="lived experience, in their own words")
    gender = models.CharField(max_length=10, choices=Gender, blank=True)
    experiences = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    times = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    ways = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    meets_at = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="public places, by id"
    )
    shown = ArrayField(
        models.CharField(max_length=20), default=everything, blank=True,
        help_text="what people may read before they meet; the rest only helps to find somebody",
    )  # fmt: skip
    works = ArrayField(models.CharField(max_length=30, choices=Work), default=list, blank=True)
    clearances = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    load_limit = models.PositiveSmallIntegerField(default=3)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    protected_hours = models.DecimalField(
        max_digits=4, decimal_places=1, default=0, help_text="kept free for learning and rest"
    )
    hours_each = models.DecimalField(
        max_digits=3, decimal_places=1, default=0, help_text="a week for one person; 0: not counted"
    )
    step = models.CharField(max_length=20, choices=Step, default=Step.SUPPORTER)
    pay_band = models.CharField(max_length=20, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    renewal_due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = PeerQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization member application state experiences times ways meets_at shown "
        "works clearances load_limit weekly_hours protected_hours hours_each step pay_band "
        "away_from away_until renewal_due_on created_at",
        personal="about gender",
        sensitive="key_id key_wrapped state_reason_sealed",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["member__name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PEER.states), name="peer_state_known"),
            models.CheckConstraint(
                condition=Q(away_until=None) | Q(away_from__lte=models.F("away_until")),
                name="peer_away_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(protected_hours__lte=models.F("weekly_hours")),
                name="protected_time_is_part_of_the_week",
            ),
        ]

    @property
    def most_people(self) -> int:
        """How many at a time: the limit, and what the week leaves beside protected time."""
        return capacity.most_people(
            self.load_limit, self.weekly_hours, self.protected_hours, self.hours_each
        )

    @property
    def first_name(self) -> str:
        """What the person they walk with calls them."""
        return self.member.name.split()[0]
