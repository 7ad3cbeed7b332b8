"""An invitation to become a member: a single-use key sent to one address, kept only as a digest."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.accounts.models.member import Member, Role
from kith.accounts.models.organization import Organization
from kith.core import privacy
from kith.core.ids import uuid7


class Invitation(models.Model):
    """Open until accepted, withdrawn or expired."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list)
    key_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # Whoever holds the key may read the invitation before they belong to anything.
    ROW_POLICY = "organization_id = kith_organization() OR key_digest = kith_code()"
    PRIVACY = privacy.of(
        internal="id organization roles invited_by created_at expires_at accepted_at withdrawn_at",
        personal="email name",
        sensitive="key_digest",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
