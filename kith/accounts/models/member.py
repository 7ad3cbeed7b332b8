"""A user in one organisation, with roles."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models.organization import Organization
from kith.accounts.models.user import User
from kith.core import privacy
from kith.core.ids import uuid7


class Role(models.TextChoices):
    """What somebody comes for. One member may hold several."""

    PEER = "peer", _("Peer specialist")
    NAVIGATOR = "navigator", _("Navigator")
    SUPERVISOR = "supervisor", _("Peer supervisor")
    OUTREACH = "outreach", _("Outreach worker")
    PARTNER = "partner", _("Partner contact")
    ORGANISER = "organiser", _("Organiser")
    COUNCIL = "council", _("Community council member")
    DIRECTOR = "director", _("Director")
    ADMINISTRATOR = "administrator", _("Administrator")


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(is_active=True, user__is_active=True)

    def with_role(self, *roles: str) -> "MemberQuerySet":
        return self.filter(roles__overlap=list(roles))


class Member(models.Model):
    """The `by=` of every action."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    # Signing in must find one's own memberships before any organisation is known.
    ROW_POLICY = "organization_id = kith_organization() OR user_id = kith_user()"
    PRIVACY = privacy.of(
        internal="id organization name roles languages is_active created_at",
        personal="user",
        keep=privacy.Keep.WHILE_MEMBER,
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="one_membership_each"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=[role.value for role in Role]),
                name="member_roles_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_role(self, *roles: str) -> bool:
        """Whether this member holds any of the roles."""
        return bool(set(roles) & set(self.roles))
