"""What an organisation holds for a reliable change, where it knows better than the data file."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7


@pghistory.track()
class Spread(models.Model):
    """Standard deviation and reliability of one measure among the people one works with, with the
    study they come from. Changing them changes what counts as a change from now on and before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    sd = models.DecimalField(max_digits=7, decimal_places=3, validators=[MinValueValidator(0.001)])
    reliability = models.DecimalField(
        max_digits=4, decimal_places=3, validators=[MinValueValidator(0), MaxValueValidator(0.999)]
    )
    case_at = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=300)
    set_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    PRIVACY = privacy.of(
        internal="id organization instrument sd reliability case_at source set_by set_at",
        keep=privacy.Keep.FOREVER,
    )

    class Meta:
        ordering = ["instrument", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "instrument"], name="one_spread_a_measure"
            ),
            models.CheckConstraint(
                condition=Q(sd__gt=0) & Q(reliability__gte=0) & Q(reliability__lt=1),
                name="spread_can_be",
            ),
        ]
