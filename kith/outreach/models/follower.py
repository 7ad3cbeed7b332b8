"""Who asked to be told when something changes, and the news that waits to be told."""

from django.db import models
from django.db.models import Q

from kith.accounts.models import Organization
from kith.core import clock, privacy, sealing
from kith.core.ids import uuid7
from kith.outreach.models.stop import Stop
from kith.people.keys import keyring


class Follower(models.Model):
    """An address, sealed under a key of its own. Gone, with its key, when somebody leaves.

    Nothing is sent before the address was confirmed by the link it was sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    stop = models.ForeignKey(Stop, models.CASCADE, related_name="followers")
    key_id = models.CharField(max_length=20)
    key_wrapped = models.BinaryField()
    email_sealed = models.BinaryField()
    language = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization stop key_id language asked_at confirmed_at replay_key",
        sensitive="key_wrapped email_sealed",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="follow_form_has_one_effect"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def seal(self, email: str) -> None:
        """Put the address in, under a new key (in memory; save as usual)."""
        key = sealing.new_key()
        self.key_id, self.key_wrapped = keyring().wrap(key, self._place("key_wrapped"))
        self.email_sealed = sealing.seal(email, key, self._place("email_sealed"))

    def unseal(self) -> str:
        """The address: only for the message that is about to leave."""
        key = keyring().unwrap(self.key_id, bytes(self.key_wrapped), self._place("key_wrapped"))
        return sealing.open_sealed(bytes(self.email_sealed), key, self._place("email_sealed"))

    def _place(self, column: str) -> sealing.Place:
        return sealing.Place(self.organization_id, "outreach_follower", column, self.pk)


class News(models.Model):
    """Something a follower asked for has changed, or their address is to be confirmed. It says no
    more. Leaves by a lease, as every notice does."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        CHANGED = "changed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    follower = models.ForeignKey(Follower, models.CASCADE, related_name="news")
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization follower kind made_at leased_until attempts sent_at",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "kind"], condition=Q(sent_at=None), name="one_news_waits"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("confirm", "changed")), name="news_kind_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "leased_until"], condition=Q(sent_at=None),
                name="news_to_send",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
