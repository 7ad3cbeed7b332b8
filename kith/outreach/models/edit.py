"""A change made to a plan by hand, so that it can be taken back."""

from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.outreach.models.plan import Plan


class Edit(models.Model):
    """before, after: the days it touched, each whole, as `actions.edits` writes them.

    reason: why it was kept although a rule is not.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="edits")
    what = models.CharField(max_length=12)
    stop_name = models.CharField(max_length=120)
    before = models.JSONField()
    after = models.JSONField()
    clashes = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization plan what stop_name before after clashes reason made_by made_at "
        "undone_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="edit_form_has_one_effect"
            ),
            models.CheckConstraint(
                condition=Q(what__in=("move", "add", "drop", "rescue")), name="edit_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.what
