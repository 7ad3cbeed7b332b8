"""Learning: curricula, cohorts, attendance, observations, certificates, continuing education."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.models.peer import Peer
from kith.peers.models.sealed import KEY, OwnKey


class Curriculum(models.Model):
    """What is learned, in modules."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization name created_at", keep=privacy.Keep.FOREVER
    )  # fmt: skip

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="one_curriculum_a_name")
        ]


class Module(models.Model):
    """One part of it, with its hours and what it is for (`rules.observing.COMPETENCIES`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    competencies = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    PRIVACY = privacy.of(
        internal="id organization curriculum position name hours competencies",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="module_takes_time"),
        ]


@pghistory.track()
class Cohort(models.Model):
    """A group that learns together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=120)
    trainer = models.ForeignKey(Member, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization curriculum name trainer starts_on created_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]


class Place(models.Model):
    """A peer's place in a cohort."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="places")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="places")

    PRIVACY = privacy.of(internal="id organization cohort peer", keep=privacy.Keep.WHILE_MEMBER)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "peer"], name="one_place_in_a_cohort")
        ]


@pghistory.track()
class Attendance(models.Model):
    """A peer was there for a module; its hours count."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="attended")
    module = models.ForeignKey(Module, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today, help_text="when they were together")
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization place module on noted_by noted_at", keep=privacy.Keep.WHILE_MEMBER
    )

    class Meta:
        ordering = ["noted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "module"], name="attended_a_module_once")
        ]


@pghistory.track(exclude=KEY)
class Observation(OwnKey):
    """What a supervisor saw in a role play: a level from 1 to 4 for each competency."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="observations")
    levels = models.JSONField(default=dict)
    words_sealed = models.BinaryField(null=True, blank=True)
    observed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    observed_at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization peer levels observed_by observed_at replay_key",
        sensitive="key_id key_wrapped words_sealed",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-observed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_observation_a_form"
            )
        ]


@pghistory.track()
class Learning(models.Model):
    """Continuing education, or supervised practice, in hours."""

    class Kind(models.TextChoices):
        LEARNING = "learning", _("Continuing education")
        PRACTICE = "practice", _("Supervised practice")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="learning")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    what = models.CharField(max_length=120)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization peer kind on hours what noted_by replay_key",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_learning_a_form"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="learning_takes_time"),
        ]


def usually_shown() -> list[str]:
    """Without the name, until its holder says so."""
    return ["scheme", "days"]


@pghistory.track()
class Certificate(models.Model):
    """Whoever holds the number may check it; nobody else finds it. The name stands as it was.

    `shown` is what the holder lets a stranger see who checks it. What the scheme asked on the day
    it was given (`since` is that version's first day) stands here: a later one changes nothing.
    """

    class Shown(models.TextChoices):
        NAME = "name", _("My name")
        SCHEME = "scheme", _("The scheme, and who gave it")
        DAYS = "days", _("The days")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    scheme = models.CharField(max_length=40)
    scheme_name = models.CharField(max_length=120)
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    issued_on = models.DateField()
    since = models.DateField(null=True, blank=True)
    learning = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    years = models.PositiveSmallIntegerField(default=0)
    warns = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    shown = ArrayField(
        models.CharField(max_length=10, choices=Shown), default=usually_shown, blank=True
    )
    issued_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Who holds the number reads it before belonging to anything.
    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="id organization peer scheme scheme_name hours issued_on since learning years "
        "warns valid_until shown issued_by withdrawn_at withdrawn_by",
        personal="number name",
        sensitive="digest",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | Q(withdrawn_at__isnull=False),
                name="withdrawn_by_says_when",
            )
        ]
