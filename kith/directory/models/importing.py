"""Runs of the import: what was read, what was lost and why, and what waits to be merged."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.source import Source

# A run from the command line may have no steward: then only the command line sees it.
OWN_OR_NOBODYS = "organization_id IS NOT DISTINCT FROM kith_organization()"


class ImportRun(models.Model):
    """One reading of one file set. `position` says how far a killed run had come."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Waiting for your choices")
        QUEUED = "queued", _("Waiting to start")
        READING = "reading", _("Reading and checking")
        TRIED = "tried", _("Checked, nothing saved yet")
        MERGING = "merging", _("Saving")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped by a fault")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Tenant, models.PROTECT, null=True, blank=True, related_name="+", help_text="the steward"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="runs")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    path = models.CharField(max_length=1000, blank=True)
    layout = models.CharField(max_length=40, blank=True)
    mapping = models.JSONField(null=True, blank=True)
    is_partial = models.BooleanField(default=False)
    is_trial = models.BooleanField(default=False)
    allows_removals = models.BooleanField(
        default=False, help_text="somebody looked: so many services really are gone"
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    position = models.PositiveIntegerField(default=0, help_text="records read and staged")
    staged = models.JSONField(default=dict, blank=True, help_text="counts of the reading so far")
    counts = models.JSONField(default=dict, blank=True, help_text="the report")
    fault = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    moment = models.DateTimeField(
        null=True, blank=True, help_text="what its rows say of when; empty: cannot be taken back"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")

    ROW_POLICY = OWN_OR_NOBODYS
    PRIVACY = privacy.of(
        internal="id organization source by state path layout mapping is_partial is_trial "
        "allows_removals fingerprint position staged counts fault created_at started_at "
        "finished_at moment undone_at undone_by",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False),
                name="done_import_has_an_end",
            )
        ]


class ImportLoss(models.Model):
    """One value or row that did not arrive as it stood, and why."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Tenant, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="losses")
    file = models.CharField(max_length=300)
    row = models.PositiveIntegerField()
    table = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=40)
    whole_row = models.BooleanField(help_text="the row was lost, not only a value altered")
    excerpt = models.CharField(max_length=200, blank=True)
    is_merge = models.BooleanField(default=False, help_text="found while merging, not reading")

    ROW_POLICY = OWN_OR_NOBODYS
    PRIVACY = privacy.of(
        internal="id organization run file row table column reason whole_row excerpt is_merge",
        keep=privacy.Keep.LOG,
    )

    class Meta:
        ordering = ["id"]


class ImportChunk(models.Model):
    """Rows that were read and checked, as the database will take them (COPY text).

    Kept until the run ends: a run killed at any moment goes on from its last chunk. The table is
    UNLOGGED: after a crash of the server itself it is empty, and reading starts again.
    """

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Tenant, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    rows = models.PositiveIntegerField()
    payload = models.BinaryField()

    ROW_POLICY = OWN_OR_NOBODYS
    PRIVACY = privacy.of(
        internal="id organization run number table rows payload", keep=privacy.Keep.SHORT
    )

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number", "table"], name="one_chunk_a_number")
        ]


class ImportBefore(models.Model):
    """A row as it was before a run changed it or took it off the list, so that it can go back.

    Written by a trigger, for `wizard.KEPT_DAYS`. Gone at once when a place of the same source
    becomes confidential: what must be hidden now must not stand in yesterday's rows.
    """

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Tenant, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="before")
    table = models.CharField(max_length=60)
    row_id = models.UUIDField()
    before = models.JSONField()

    ROW_POLICY = OWN_OR_NOBODYS
    PRIVACY = privacy.of(
        internal="id organization run table row_id before", keep=privacy.Keep.SHORT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "table", "row_id"], name="one_row_before_a_run")
        ]
