"""Which interface languages a community has read and approved."""

from django.db import models

from kith.core import privacy
from kith.core.ids import uuid7


class CatalogueReview(models.Model):
    """One reviewer's word on one catalogue as it stood. The newest for a language counts.

    Public and of the whole installation: everybody reads the same pages. The names stand as they
    were published, so that they outlast the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    language = models.CharField(max_length=20)
    catalogue = models.CharField(max_length=64, help_text="SHA-256 of the words that were read")
    is_approved = models.BooleanField()
    reviewer_name = models.CharField(max_length=120)
    reviewer_of = models.CharField(max_length=200, help_text="the reviewer's organisation")
    reviewed_by = models.UUIDField(help_text="the member, whose account may end")
    reviewed_at = models.DateTimeField()

    PRIVACY = privacy.of(
        public="id language catalogue is_approved reviewer_name reviewer_of reviewed_at",
        internal="reviewed_by",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-reviewed_at", "-id"]
        indexes = [models.Index(fields=["language", "-reviewed_at"])]

    def __str__(self) -> str:
        return f"{self.language} {self.reviewed_at:%Y-%m-%d}"
