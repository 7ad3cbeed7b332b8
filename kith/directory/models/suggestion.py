"""Somebody outside says that a listing is wrong, or how it should read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.service import Service


class Kind(models.TextChoices):
    """What is said, where nothing else was typed."""

    WRONG = "wrong", _("Something is wrong")
    CLOSED = "closed", _("It has closed or moved")
    CHANGE = "change", _("It should read differently")


class Side(models.TextChoices):
    """Who says it. The public stays unnamed."""

    PUBLIC = "public", _("Somebody outside")
    PARTNER = "partner", _("A partner")


class State(models.TextChoices):
    """Where it stands."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Taken over")
    DECLINED = "declined", _("Not taken over")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> "SuggestionQuerySet":
        return self.filter(state=State.OPEN)


class Suggestion(models.Model):
    """`proposals` maps a field of the service to the value proposed; `words` is what was typed.

    Whoever wrote may have named somebody: both are personal and go thirty days after the decision
    (`actions.forget_suggestions`). `key` comes with the form, so that a double click is one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WRONG)
    side = models.CharField(max_length=10, choices=Side)
    proposals = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(unique=True, default=uuid7)

    objects = SuggestionQuerySet.as_manager()

    CROSSES = ("by",)  # a partner contact may be of another organisation
    PRIVACY = privacy.of(
        internal="id organization service kind side by created_at state decided_by decided_at "
        "reason key",
        personal="proposals words",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.OPEN, decided_at=None)
                | Q(state__in=[State.ACCEPTED, State.DECLINED], decided_at__isnull=False),
                name="suggestion_decided_once",
            )
        ]
