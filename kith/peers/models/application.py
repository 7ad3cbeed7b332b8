"""Somebody wants to become a peer, and what people found when they looked."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.peers.lifecycle import APPLICATION
from kith.peers.models.sealed import KEY, OwnKey


class ApplicationQuerySet(models.QuerySet["Application"]):
    def open(self) -> "ApplicationQuerySet":
        return self.exclude(state__in=APPLICATION.final)


@pghistory.track(exclude=KEY)
class Application(OwnKey):
    """States and moves: `lifecycle.APPLICATION`. Lived experience is asked for as far as somebody
    wants to say; nobody is asked for a diagnosis."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="enquiry")
    name_sealed = models.BinaryField(null=True, blank=True)
    reach_sealed = models.BinaryField(null=True, blank=True, help_text="number or address")
    about_sealed = models.BinaryField(null=True, blank=True, help_text="in their own words")
    reason_sealed = models.BinaryField(null=True, blank=True, help_text="why it ended")
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    roles = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    owner = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    talk_at = models.DateTimeField(null=True, blank=True, help_text="when they meet to talk")
    replay_key = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization state languages roles owner talk_at replay_key created_at "
        "moved_at closed_at",
        sensitive="key_id key_wrapped name_sealed reach_sealed about_sealed reason_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_application_a_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=APPLICATION.states), name="application_state_known"
            ),
        ]

    @property
    def reference(self) -> str:
        """What members call it where no name belongs."""
        return self.pk.hex[-6:].upper()


@pghistory.track(exclude=KEY)
class Check(OwnKey):
    """An interview, a reference or a clearance, looked at by a person who gives their reasons.

    A clearance holds for one role and until a day. `unclear` is never a no: a person decides.
    """

    class Kind(models.TextChoices):
        INTERVIEW = "interview", _("Interview")
        REFERENCE = "reference", _("Reference")
        CLEARANCE = "clearance", _("Clearance")

    class Finding(models.TextChoices):
        WELL = "well", _("All well")
        CONDITIONS = "conditions", _("Well, with conditions")
        UNCLEAR = "unclear", _("Needs another look")
        NOT_NOW = "not_now", _("Not for this role now")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=20, choices=Kind)
    role = models.CharField(max_length=30, blank=True, help_text="for which a clearance holds")
    finding = models.CharField(max_length=20, choices=Finding)
    words_sealed = models.BinaryField(null=True, blank=True, help_text="what was weighed, and why")
    reviewed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField(null=True, blank=True)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization application kind role finding reviewed_by reviewed_at expires_on "
        "replay_key",
        sensitive="key_id key_wrapped words_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["reviewed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "replay_key"], name="one_check_a_form"),
            models.CheckConstraint(
                condition=~Q(kind="clearance") | (Q(expires_on__isnull=False) & ~Q(role="")),
                name="clearance_says_for_what_and_until",
            ),
        ]
