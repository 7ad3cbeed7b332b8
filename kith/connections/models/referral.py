"""A connection to a service or partner: HL7 Gravity's task, and what Kith adds to it."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.connections.lifecycle import LIVE, REFERRAL
from kith.connections.models.consent import Consent
from kith.connections.models.option import Option
from kith.connections.models.request import Request
from kith.core import clock, privacy, sealing
from kith.core.ids import uuid7
from kith.people.keys import keyring


class ReferralQuerySet(models.QuerySet["Referral"]):
    def live(self) -> "ReferralQuerySet":
        """Sent and not ended: somebody is waiting for somebody."""
        return self.filter(state__in=LIVE)

    def ended(self) -> "ReferralQuerySet":
        return self.filter(state__in=REFERRAL.final)

    def unanswered_at(self, moment: dt.datetime) -> "ReferralQuerySet":
        return self.filter(state="requested", expires_at__lte=moment)


@pghistory.track()
class Referral(models.Model):
    """Seen by sender and receiver. `receiver` is empty where the service does not work with Kith:
    then the sender records what the service answers.

    What travels (`shared_sealed`, JSON) is sealed under the referral's own key; withdrawing consent
    destroys that key.
    """

    class Reason(models.TextChoices):
        """Why it was declined, held, cancelled or failed. Barrier.Reason's become barriers."""

        FULL = "full", _("No places")
        WAITING = "waiting", _("Waiting list too long")
        NOT_ELIGIBLE = "not_eligible", _("Does not qualify")
        LANGUAGE = "language", _("Not in this language")
        DISTANCE = "distance", _("Too far")
        COST = "cost", _("Too expensive")
        TIMES = "times", _("Times do not fit")
        NOT_WELCOME = "not_welcome", _("Not welcome there")
        UNSAFE = "unsafe", _("Not safe")
        NO_ANSWER = "no_answer", _("Nobody answered")
        NOT_REACHED = "not_reached", _("We could not reach the person")
        NO_LONGER = "no_longer", _("No longer needed")
        CONSENT = "consent", _("Consent was taken back")
        EXPIRED = "expired", _("Nobody answered in time")
        ELSEWHERE = "elsewhere", _("Found somewhere else")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        HELPED = "helped", _("It helped")
        PARTLY = "partly", _("It helped in part")
        NOT_HELPED = "not_helped", _("It did not help")
        UNKNOWN = "unknown", _("Not known")

    class Capacity(models.TextChoices):
        """HL7 Gravity's words, as the directory knew them when it was sent."""

        OPEN = "capacity", _("Taking people")
        WAITLIST = "waitlist", _("Waiting list")
        ASSESSMENT = "additional-assessment-required", _("After an assessment")
        FULL = "no-capacity", _("Full")
        UNKNOWN = "unknown", _("Ask")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="sent_referrals")
    receiver = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="received_referrals"
    )
    request = models.ForeignKey(Request, models.PROTECT, related_name="referrals")
    option = models.ForeignKey(Option, models.SET_NULL, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="referrals")
    reopens = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reopened_as"
    )
    service_id = models.UUIDField(help_text="directory service; kept by id, not by key")
    service_name = models.CharField(max_length=500)
    organization_name = models.CharField(max_length=500, help_text="of the service, as it was then")
    state = models.CharField(max_length=20, default="draft")
    capacity = models.CharField(max_length=40, choices=Capacity, blank=True)
    reason_code = models.CharField(max_length=30, choices=Reason, blank=True)
    reason_sealed = models.BinaryField(null=True, blank=True)
    outcome_code = models.CharField(max_length=30, choices=Outcome, blank=True)
    outcome_sealed = models.BinaryField(null=True, blank=True)
    shared_sealed = models.BinaryField(null=True, blank=True)
    override_sealed = models.BinaryField(null=True, blank=True, help_text="why, though it is full")
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="the receiver's; an open offer has none yet",
    )  # fmt: skip
    created_at = models.DateTimeField(default=clock.now)
    requested_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    objects = ReferralQuerySet.as_manager()

    ROW_POLICY = "organization_id = kith_organization() OR receiver_id = kith_organization()"
    CROSSES = ("receiver", "owner", "sent_by")
    PRIVACY = privacy.of(
        internal="id organization receiver request option consent reopens service_id service_name "
        "organization_name state capacity reason_code outcome_code sent_by owner created_at "
        "requested_at answered_at ended_at expires_at replay_key",
        sensitive="reason_sealed outcome_sealed shared_sealed override_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_referral_a_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=REFERRAL.states), name="referral_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(requested_at__isnull=False)
                | Q(state__in=["cancelled", "entered-in-error"]),
                name="referral_sent_says_when",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["receiver", "state"])]

    def has_key(self) -> bool:
        """Whether what travelled can still be opened."""
        return ReferralKey.objects.filter(referral=self).exists()

    def seal(self, column: str, text: str) -> None:
        """Seal a text for both sides. Empty stays empty."""
        value = sealing.seal(text, self.key.unwrapped(), self._place(column)) if text else None
        setattr(self, column, value)

    def unseal(self, column: str) -> str:
        """The text, or CannotOpen once consent was withdrawn."""
        value = getattr(self, column)
        if not value:
            return ""
        return sealing.open_sealed(value, self.key.unwrapped(), self._place(column))

    def _place(self, column: str) -> sealing.Place:
        return sealing.Place(self.organization_id, "connections_referral", column, self.pk)


class ReferralKey(models.Model):
    """The key of what travels with one referral. Destroyed when consent is withdrawn."""

    referral = models.OneToOneField(Referral, models.CASCADE, primary_key=True, related_name="key")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    key_id = models.CharField(max_length=20)
    wrapped = models.BinaryField()

    ROW_POLICY = Referral.ROW_POLICY
    ROW_WRITES = "organization_id = kith_organization()"
    CROSSES = ("receiver",)
    PRIVACY = privacy.of(
        internal="referral organization receiver key_id",
        sensitive="wrapped",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    def unwrapped(self) -> bytes:
        return keyring().unwrap(self.key_id, bytes(self.wrapped), self.place())

    def place(self) -> sealing.Place:
        return sealing.Place(
            self.organization_id, "connections_referralkey", "wrapped", self.referral_id
        )
