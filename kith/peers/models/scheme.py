"""What a certificate takes, from a day on, as an organisation wrote it down."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


def usual_warnings() -> list[int]:
    """Days before a renewal is due."""
    return [90, 60, 30]


@pghistory.track(pghistory.InsertEvent())
class SchemeVersion(models.Model):
    """Never changed and never removed: a change is a new version with its own first day, so what
    was issued under the one before stays as it was. Of two with the same first day the later made
    one holds. The presets of `data/schemes.yaml` stand before all of them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True, help_text="who says so")
    is_checked = models.BooleanField(default=False, help_text="compared with its source")
    is_offered = models.BooleanField(default=True, help_text="new certificates may be given")
    starts_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    practice = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    learning = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    years = models.PositiveSmallIntegerField(default=0, help_text="0: no renewal")
    warns = ArrayField(models.PositiveSmallIntegerField(), default=usual_warnings)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    replay_key = models.UUIDField()

    PRIVACY = privacy.of(
        internal="id organization code name source is_checked is_offered starts_on hours practice "
        "learning years warns made_by made_at replay_key",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["name", "-starts_on", "-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "replay_key"], name="one_scheme_version_a_form"
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, practice__gte=0, learning__gte=0, years__lte=20),
                name="scheme_asks_for_something",
            ),
            models.CheckConstraint(
                condition=Q(years__gt=0) | Q(learning=0), name="scheme_learning_has_a_period"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="a_version_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
