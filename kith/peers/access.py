"""Who sees what of this room. Absent and forbidden answer alike: NotYours.

application   those who recruit: supervisors and directors; opening it is recorded
peer          themselves, and supervisors
match         the peer, and those who match: navigators and supervisors
session       the pair; that it took place is seen by supervisors, what was written only by the two
report        the peer who wrote it, and supervisors
"""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from kith.accounts.models import Member, Role
from kith.core import sealing
from kith.core.refusals import NotYours
from kith.peers.models import Application, Match, Peer, Report, Seeking, Session, Supervision
from kith.peers.models.match import MatchQuerySet
from kith.peers.refusals import OnlyThePair

RECRUITERS = (Role.SUPERVISOR, Role.DIRECTOR)
MATCHERS = (Role.NAVIGATOR, Role.SUPERVISOR)

Row = TypeVar("Row", bound=models.Model)


def require(by: Member, organization_id: UUID, *roles: str) -> None:
    """A member of the organisation with one of the roles, or NotYours."""
    if by.organization_id != organization_id or not by.has_role(*roles):
        raise NotYours


def application_for(member: Member, application_id: UUID) -> Application:
    rows = Application.objects.filter(organization_id=member.organization_id)
    return _one(rows if member.has_role(*RECRUITERS) else rows.none(), application_id)


def peers_for(member: Member) -> "QuerySet[Peer]":
    """Themselves; supervisors see all of the organisation."""
    rows = Peer.objects.filter(organization_id=member.organization_id).select_related("member")
    return rows if member.has_role(Role.SUPERVISOR) else rows.filter(member=member)


def peer_for(member: Member, peer_id: UUID) -> Peer:
    return _one(peers_for(member), peer_id)


def own_peer(member: Member) -> Peer | None:
    """The member's own working life, if they are a peer."""
    return Peer.objects.filter(member=member).select_related("member", "organization").first()


def seeking_for(member: Member, seeking_id: UUID) -> Seeking:
    rows = Seeking.objects.filter(organization_id=member.organization_id)
    allowed = rows if member.has_role(*MATCHERS) else rows.none()
    return _one(allowed.select_related("person"), seeking_id)


def matches_for(member: Member) -> "MatchQuerySet":
    rows = Match.objects.filter(organization_id=member.organization_id)
    if not member.has_role(*MATCHERS):
        rows = rows.filter(peer__member=member).exclude(state="proposed")
    return rows.select_related("person__key", "peer__member")


def match_for(member: Member, match_id: UUID) -> Match:
    return _one(matches_for(member), match_id)


def sides_of(member: Member | None, match: Match) -> list[str]:
    """Which sides of a match's lifecycle somebody is on. `None` is the person, let in by code."""
    if member is None:
        return ["person"]
    if member.organization_id != match.organization_id:
        return []
    sides = ["peer"] if match.peer.member_id == member.id else []
    return [*sides, "staff"] if member.has_role(*MATCHERS) else sides


def phone_tag(member: Member) -> str:
    """By what a phone knows whose contacts wait on it; says nothing to anybody else."""
    text = f"{member.organization_id}|{member.id}"
    return sealing.blind(text, settings.SECRETS.blind_key, "contacts on a phone")[:22]


def supervision_for(member: Member, supervision_id: UUID) -> Supervision:
    rows = Supervision.objects.filter(organization_id=member.organization_id)
    if not member.has_role(Role.SUPERVISOR):
        rows = rows.filter(Q(peer__member=member))
    return _one(rows.select_related("peer__member", "supervisor", "cover"), supervision_id)


def session_for(member: Member, session_id: UUID) -> Session:
    """A note: for the two of the pair and nobody else, whatever their roles."""
    rows = Session.objects.filter(organization_id=member.organization_id)
    mine = rows.filter(Q(supervision__supervisor=member) | Q(supervision__peer__member=member))
    return _one(mine.select_related("supervision__peer"), session_id)


def require_pair(by: Member, supervision: Supervision) -> None:
    """One of the two, by who they are and not by role: the administrator is not."""
    if by.id not in (supervision.supervisor_id, supervision.peer.member_id):
        raise OnlyThePair


def report_for(member: Member, report_id: UUID) -> Report:
    rows = Report.objects.filter(organization_id=member.organization_id)
    if not member.has_role(Role.SUPERVISOR):
        rows = rows.filter(reported_by=member)
    return _one(rows.select_related("match"), report_id)


def _one(rows: "QuerySet[Row]", pk: UUID) -> Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotYours
    return row
