"""A copy of the directory on its way to a member: too large to write while a page is waiting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7


class Export(models.Model):
    """One file that the worker writes; it is forgotten a day later, the log keeps who took it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being written")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Stopped by a fault")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(
        default=0, help_text="services there were when it was asked"
    )
    created_at = models.DateTimeField()

    PRIVACY = privacy.of(
        internal="id organization by form state total created_at", keep=privacy.Keep.SHORT
    )

    class Meta:
        ordering = ["-created_at", "-id"]
