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
    takes_theirs = models.BooleanField(
        default=False, help_text="what the source says replaces what was edited here"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    PRIVACY = privacy.of(
        public="id name licence url",
        internal="steward takes_theirs created_at",
        keep=privacy.Keep.WHILE_LISTED,
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OwnWord(models.Model):
    """A column of an imported row that says what somebody here wrote, or a row they took away.

    Written by a trigger (`0103_own_words`), so that no way of editing can forget it; gone again
    when the column says what the source said. `base` is only a digest of that. The next import
    keeps what is named here, unless the source `takes_theirs`: then `overruled_by` is that run.
    """

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=60)
    row_id = models.UUIDField()
    column = models.CharField(max_length=60, blank=True, help_text="empty: the whole row")
    base = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    overruled_by = models.UUIDField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id table row_id column base at overruled_by", keep=privacy.Keep.WHILE_LISTED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row_id", "table", "column"], name="one_own_word_each")
        ]


class Listed(models.Model):
    """A row of the directory. `id` is stable: uuid5 of source, table and the id it had there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Held by a trigger a statement (`0107_source_guard`): a check a row was a tenth of an import.
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
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
