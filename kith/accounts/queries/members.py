"""Who works here, and who was asked to."""

from django.db.models import QuerySet

from kith.accounts.models import Invitation, Member


def members_of(member: Member) -> QuerySet[Member]:
    """Everybody of the member's organisation, those who left last; one query."""
    members = Member.objects.filter(organization_id=member.organization_id)
    members = members.select_related("user").with_second_factor()  # type: ignore[attr-defined]
    return members.order_by("-is_active", "name", "id")


def waiting_invitations(member: Member) -> QuerySet[Invitation]:
    """Invitations nobody has answered; one query."""
    waiting = Invitation.objects.waiting().filter(organization_id=member.organization_id)
    return waiting.select_related("invited_by").order_by("created_at", "id")
