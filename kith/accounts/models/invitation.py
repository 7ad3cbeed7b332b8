"""An invitation to become a member: a single-use key sent to one address, kept only as a digest."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.accounts.models.member import Member, Role
from kith.accounts.models.organization import Organization
from kith.core import privacy
from kith.core.ids import uuid7


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may have expired and can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, moment: dt.datetime) -> "InvitationQuerySet":
        """Can be accepted at a moment."""
        return self.waiting().filter(expires_at__gt=moment)


@pghistory.track(  # without the person: history outlives the thirty days
    exclude=["email", "name", "key_digest"], model_name="InvitationEvent"
)
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

    objects = InvitationQuerySet.as_manager()

    # Whoever holds the key may read the invitation before they belong to anything.
    ROW_POLICY = "organization_id = kith_organization() OR key_digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="id organization roles invited_by created_at expires_at accepted_at withdrawn_at",
        personal="email name",
        sensitive="key_digest",
        keep=privacy.Keep.SHORT,
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation_each",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=~Q(roles__len=0) & Q(roles__contained_by=[role.value for role in Role]),
                name="invitation_roles_known",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.id}"  # the address is personal: it stays out of logs

    @property
    def role_names(self) -> list[str]:
        """What others call the roles."""
        return [str(Role(role).label) for role in self.roles]
