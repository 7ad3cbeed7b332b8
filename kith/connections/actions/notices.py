"""That something waits for somebody, never what it says."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Member, Role
from kith.connections.access import RECEIVERS
from kith.connections.events import NoticesMade
from kith.connections.models import Notice, Request
from kith.core import clock, events
from kith.core.refusals import NotYours


def mark_read(*, notice: Notice, by: Member) -> Notice:
    """Seen. Only one's own."""
    if notice.member_id != by.id:
        raise NotYours
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    notice.refresh_from_db()
    return notice


def mark_all_read(*, by: Member) -> int:
    """All of one's own are seen; says how many were not."""
    return Notice.objects.filter(member=by, read_at=None).update(read_at=clock.now())


def tell(
    members: Iterable[Member | None], kind: str, subject_id: UUID, once: str,
    *, besides: Member | None = None,
) -> None:  # fmt: skip
    """Make notices in the caller's transaction. `once` names the cause: told again, it is one
    notice. `besides`: whoever did it knows already."""
    wanted = {member.id: member for member in members if member and member != besides}
    tell_each([begun(member, kind, subject_id, once) for member in wanted.values()])


def tell_each(notices: Sequence[Notice]) -> None:
    """The same of several causes at once: whoever carries them out is woken once."""
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    for organization in {notice.organization_id for notice in notices}:
        events.publish(NoticesMade(organization))


def begun(member: Member, kind: str, subject_id: UUID, once: str) -> Notice:
    """In memory."""
    return Notice(
        organization_id=member.organization_id, member=member, kind=kind, subject_id=subject_id,
        once=f"{kind}:{once}",
    )  # fmt: skip


def tell_owner(
    request: Request, kind: str, once: str, *, subject_id: UUID | None = None,
    besides: Member | None = None,
) -> None:  # fmt: skip
    """Tell whoever owns a request; while nobody who is still here does, those who hand them out."""
    owner = request.owner
    is_here = owner is not None and owner.is_active
    members = [owner] if is_here else dispatchers(request.organization_id)
    tell(members, kind, subject_id or request.id, once, besides=besides)


def tell_receivers(receiver: UUID | None, kind: str, subject_id: UUID, once: str) -> None:
    """Tell those who answer referrals at the receiver, for the length of these notices only."""
    if receiver is None:
        return
    with tenancy.acting_for(receiver):
        members = Member.objects.active().filter(organization_id=receiver)
        tell(members.with_role(*RECEIVERS), kind, subject_id, once)


def dispatchers(organization: UUID) -> list[Member]:
    """Navigators; where there are none, supervisors."""
    members = Member.objects.active().filter(organization_id=organization)
    return list(members.with_role(Role.NAVIGATOR)) or list(members.with_role(Role.SUPERVISOR))
