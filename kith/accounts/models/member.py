"""A user in one organisation, with roles."""

import pghistory
from allauth.mfa.models import Authenticator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
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

    def with_second_factor(self) -> "MemberQuerySet":
        """Adds `has_second_factor`: a passkey or an authenticator app."""
        factors = Authenticator.objects.filter(user_id=OuterRef("user_id"))
        codes = Authenticator.Type.RECOVERY_CODES
        return self.annotate(has_second_factor=Exists(factors.exclude(type=codes)))


@pghistory.track(fields=["organization", "user", "roles", "is_active"], model_name="MemberEvent")
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

    # Signing in must find one's own memberships before any organisation is known: to read, only.
    ROW_POLICY = "organization_id = kith_organization() OR user_id = kith_user()"
    ROW_WRITES = "organization_id = kith_organization()"
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

    @property
    def role_names(self) -> list[str]:
        """What others call the roles."""
        return [str(Role(role).label) for role in self.roles]

    @property
    def must_add_second_factor(self) -> bool:
        """Whether the organisation asks this member for more than a password, in vain so far.

        Needs a member from `with_second_factor()`, as `request.member` is.
        """
        return (
            self.organization.requires_second_factor
            and self.has_role(Role.ADMINISTRATOR, Role.DIRECTOR)
            and not self.has_second_factor  # type: ignore[attr-defined]
        )
