"""Where listings come from, and what every listed row has."""

from collections.abc import Callable

import pghistory
from django.db import models

from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7


def track_changes() -> Callable:
    """What was, each time it changes or goes. A first import leaves none: nothing was before."""
    return pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("deleted", row=pghistory.Old),
    )


class Source(models.Model):
    """Another directory whose rows are imported here, again and again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120, unique=True)
    steward = models.ForeignKey(Tenant, models.PROTECT, null=True, blank=True, related_name="+")
    licence = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    PRIVACY = privacy.of(
        public="id name licence url",
        internal="steward created_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Listed(models.Model):
    """A row of the directory. `id` is stable: uuid5 of source, table and the id it had there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    external_id = models.CharField(max_length=200, blank=True)
    extra = models.JSONField(default=dict, blank=True, help_text="keys HSDS does not know")
    modified_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    LISTED = "id external_id modified_at"
    LISTED_INTERNAL = "source extra removed_at"

    class Meta:
        abstract = True


def public(names: str, *, internal: str = "", personal: str = "") -> privacy.Privacy:
    """Privacy of a listed row: what HSDS publishes is public, what Kith adds is said apart."""
    return privacy.of(
        public=f"{Listed.LISTED} {names}",
        internal=f"{Listed.LISTED_INTERNAL} {internal}",
        personal=personal,
        keep=privacy.Keep.WHILE_LISTED,
    )
