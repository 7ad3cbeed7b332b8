"""A list as somebody likes to see it: its filters under a name."""

from django.db import models

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7


class SavedView(models.Model):
    """`query` is the part of the address after the question mark."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500, blank=True)

    PRIVACY = privacy.of(
        internal="id organization member name query", keep=privacy.Keep.WHILE_MEMBER
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="one_view_a_name")]
