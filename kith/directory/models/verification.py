"""Whose turn it is to call a service and ask whether its listing is still right."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.service import Service


class Outcome(models.TextChoices):
    """How a check ended."""

    RIGHT = "right", _("Checked, all right")
    CHANGED = "changed", _("Checked and changed")
    NO_ANSWER = "no_answer", _("Nobody answered")


class CheckQuerySet(models.QuerySet["Check"]):
    def open(self) -> "CheckQuerySet":
        return self.filter(done_at=None)


class Check(models.Model):
    """One service to be checked by one member by a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="checks")
    assigned_to = models.ForeignKey(Member, models.PROTECT, related_name="+")
    due_on = models.DateField()
    tries_count = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckQuerySet.as_manager()

    PRIVACY = privacy.of(
        internal="id organization service assigned_to due_on tries_count outcome done_at done_by",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(done_at=None), name="one_open_check_each"
            )
        ]
