"""Who sees what of this room. Absent and forbidden answer alike: NotYours.

circle     those who match see all of the organisation; a peer those they hold
neighbour  a person with a seat in a circle that has not ended, let in by their private number; or
           a peer at work, for the circles they hold
for whom   what is for one circle: those who sit in it and the two who hold it; what is for
           everybody: every neighbour of the organisation
moderator  the two who hold the circle, and supervisors; for everybody's: supervisors. Nobody looks
           after their own.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kith.accounts.models import Member, Role
from kith.circles.models import Answer, Circle, Posting, Seat
from kith.circles.models.circle import CircleQuerySet
from kith.circles.models.posting import PostingQuerySet
from kith.core.refusals import NotYours
from kith.peers.access import MATCHERS
from kith.peers.lifecycle import AT_WORK
from kith.peers.models import Peer
from kith.people.models import Person


def circles_for(member: Member) -> "CircleQuerySet":
    """All of the organisation for those who match; a peer sees those they hold."""
    rows = Circle.objects.not_ended().filter(organization_id=member.organization_id)
    if not member.has_role(*MATCHERS):
        rows = rows.held_by(member)
    return rows.select_related("organization", "facilitator__member", "second__member")


def circle_for(member: Member, circle_id: UUID) -> Circle:
    found = circles_for(member).filter(pk=circle_id).first()
    if found is None:
        raise NotYours
    return found


def require_circle(by: Member, circle: Circle) -> None:
    """Those who match, and the two who hold it."""
    if not circles_for(by).filter(pk=circle.pk).exists():
        raise NotYours


def sides_of_circle(member: Member, circle: Circle) -> list[str]:
    """Which sides of a circle's lifecycle somebody is on."""
    if member.organization_id != circle.organization_id:
        return []
    holds = Circle.objects.held_by(member).filter(pk=circle.pk).exists()
    sides = ["facilitator"] if holds else []
    return [*sides, "supervisor"] if member.has_role(Role.SUPERVISOR) else sides


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who acts: a person, or a peer; one of the two."""

    organization: UUID
    person: Person | None = None
    peer: Peer | None = None

    def is_author(self, row: Posting | Answer) -> bool:
        if row.organization_id != self.organization:
            return False
        if self.person is not None:
            return row.person_id == self.person.pk
        return self.peer is not None and row.peer_id == self.peer.pk

    @property
    def authored(self) -> Q:
        """Rows of theirs."""
        return Q(person=self.person) if self.person is not None else Q(peer=self.peer)


def person_here(person: Person) -> Neighbour:
    """A person with a seat; NotYours otherwise."""
    here = Neighbour(person.organization_id, person=person)
    if not circles_of(here):
        raise NotYours
    return here


def peer_here(member: Member) -> Neighbour | None:
    """A peer at work, or None."""
    peer = Peer.objects.filter(member=member, state__in=AT_WORK).select_related("member").first()
    return Neighbour(member.organization_id, peer=peer) if peer else None


def circles_of(who: Neighbour) -> list[Circle]:
    """Those they sit in or hold."""
    rows = Circle.objects.not_ended().filter(organization_id=who.organization)
    if who.person is not None:
        seats = Seat.objects.taken().filter(circle=OuterRef("pk"), person=who.person)
        rows = rows.filter(Exists(seats))
    else:
        rows = rows.filter(Q(facilitator=who.peer) | Q(second=who.peer))
    return list(rows.select_related("organization", "facilitator__member", "second__member"))


def postings_for(who: Neighbour) -> "PostingQuerySet":
    """What a neighbour sees: what was let through, their own, and what they answered."""
    mine = [circle.pk for circle in circles_of(who)]
    rows = Posting.objects.filter(organization_id=who.organization)
    for_me = Q(circle=None) | Q(circle__in=mine)
    answered = Answer.objects.filter(who.authored, posting=OuterRef("pk"))
    shown = Q(pk__in=Posting.objects.seen().values("pk")) & for_me
    return rows.filter(shown | who.authored | Exists(answered))


def posting_for(who: Neighbour, posting_id: UUID) -> Posting:
    """One of them, or NotYours."""
    found = postings_for(who).select_related("circle", "peer__member").filter(pk=posting_id).first()
    if found is None:
        raise NotYours
    return found


def moderated_by(member: Member) -> "PostingQuerySet":
    """What a member looks after, in whatever state. Nobody looks after their own."""
    rows = Posting.objects.filter(organization_id=member.organization_id)
    rows = rows.exclude(peer__member=member)
    if member.has_role(Role.SUPERVISOR):
        return rows
    if not member.has_role(Role.PEER):
        return rows.none()
    return rows.filter(circle__in=Circle.objects.not_ended().held_by(member))


def moderated_one(member: Member, posting_id: UUID) -> Posting:
    found = moderated_by(member).select_related("circle").filter(pk=posting_id).first()
    if found is None:
        raise NotYours
    return found


def moderators_of(posting: Posting) -> list[Member]:
    """Who is told that something waits for a look."""
    supervisors = Member.objects.active().filter(organization_id=posting.organization_id)
    found = list(supervisors.with_role(Role.SUPERVISOR))
    if posting.circle is not None:
        holding = (posting.circle.facilitator, posting.circle.second)
        found += [peer.member for peer in holding if peer]
    author = posting.peer.member_id if posting.peer else None
    return [member for member in found if member.pk != author]
