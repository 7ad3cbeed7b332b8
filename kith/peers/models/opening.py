"""The private link to somebody's own page about peers, where no private number is at hand."""

from django.db import models

from kith.accounts.models import Organization
from kith.core import clock, privacy
from kith.people.models import Person


class WalkLink(models.Model):
    """Only the keyed digest is kept. A new link ends the one before; each ends by itself."""

    digest = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="walk_link")
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="organization person expires_at created_at",
        sensitive="digest",
        keep=privacy.Keep.SHORT,
    )
