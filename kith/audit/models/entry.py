"""One line of the log, and the head of each chain."""

from django.db import models

from kith.core import privacy
from kith.core.ids import uuid7


class Entry(models.Model):
    """Somebody read, opened or took away something. `hash` is a keyed digest of the rest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization_id = models.UUIDField()
    stream = models.CharField(max_length=40)
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    member_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    PRIVACY = privacy.of(
        internal="id organization_id stream sequence at verb subject_type previous hash",
        personal="member_id subject_id detail",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["organization_id", "stream", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "stream", "sequence"], name="one_entry_each_place"
            )
        ]
        indexes = [
            models.Index(fields=["organization_id", "subject_id"]),
            models.Index(fields=["organization_id", "-at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}"


class Head(models.Model):
    """The end of a chain; locking it puts entries in a row, and a cut-off tail is noticed by it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization_id = models.UUIDField()
    stream = models.CharField(max_length=40)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    signature = models.CharField(max_length=64, default="")

    PRIVACY = privacy.of(
        internal="id organization_id stream sequence hash signature", keep=privacy.Keep.LOG
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "stream"], name="one_head_each")
        ]

    def __str__(self) -> str:
        return f"{self.stream} ends at {self.sequence}"
