"""What somebody in danger reads, in each language, and who has read it before them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import privacy
from kith.core.ids import uuid7


class CrisisWords(models.Model):
    """The steps of one organisation's crisis page in one language, a line each. Public.

    Belongs to a steward, like the public directory: everybody reads it, the steward alone writes
    it (the policy stands in the migration). Changed words are a draft until they are read again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEWED = "reviewed", _("Reviewed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    steward = models.ForeignKey(Organization, models.PROTECT, related_name="crisis_words")
    language = models.CharField(max_length=20)
    steps = models.TextField(help_text="one step a line")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reviewer_name = models.CharField(max_length=120, blank=True)
    reviewed_by = models.UUIDField(null=True, blank=True, help_text="the member who read it")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    PRIVACY = privacy.of(
        public="id steward language steps state reviewed_at changed_at",
        internal="reviewer_name reviewed_by",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["language", "id"]
        constraints = [
            models.UniqueConstraint(fields=["steward", "language"], name="crisis_words_once"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="reviewed", reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="crisis_words_reviewed_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.state}"

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.steps.splitlines() if line.strip()]
