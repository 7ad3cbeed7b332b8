"""Supervision: who has the duty, meetings, notes of the pair, and how a peer is."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import access
from kith.peers.models import Peer, Session, Supervision, WellbeingCheck
from kith.peers.refusals import NotYet


def assign_supervisor(
    *, peer: Peer, supervisor: Member, by: Member, every_days: int = 7
) -> Supervision:
    """One at a time; the pair before ends, and its notes stay with those two. Nobody supervises
    themselves."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    _require_supervisor(supervisor, peer.organization_id)
    if supervisor.id == peer.member_id:
        raise NotYours
    with transaction.atomic():
        Peer.objects.select_for_update().get(pk=peer.pk)
        same = Supervision.objects.current().filter(peer=peer, supervisor=supervisor)
        if same.update(every_days=every_days):
            return same.get()
        Supervision.objects.current().filter(peer=peer).update(ended_at=clock.now())
        return Supervision.objects.create(
            organization_id=peer.organization_id, peer=peer, supervisor=supervisor,
            every_days=every_days,
        )  # fmt: skip


def set_cover(
    *, supervision: Supervision, cover: Member | None, by: Member,
    cover_from: dt.date | None = None, cover_until: dt.date | None = None,
) -> Supervision:  # fmt: skip
    """While the supervisor is away another has the duty, and sees flags and load, but no notes."""
    access.require(by, supervision.organization_id, Role.SUPERVISOR)
    if cover is not None:
        _require_supervisor(cover, supervision.organization_id)
        if cover.id in (supervision.supervisor_id, supervision.peer.member_id):
            raise NotYours
        cover_from = cover_from or clock.today()
    Supervision.objects.filter(pk=supervision.pk).update(
        cover=cover,
        cover_from=cover_from if cover else None,
        cover_until=cover_until if cover else None,
    )
    supervision.refresh_from_db()
    return supervision


def keep_session(
    *, supervision: Supervision, held_on: dt.date, minutes: int, note: str, replay_key: UUID,
    by: Member,
) -> Session:  # fmt: skip
    """They met. The note is sealed under a key of its own and opens for the two only."""
    access.require_pair(by, supervision)
    if held_on > clock.today():
        raise NotYet

    def make() -> Session:
        row = Session(
            organization_id=supervision.organization_id, supervision=supervision, held_on=held_on,
            minutes=minutes, written_by=by, replay_key=replay_key,
        )  # fmt: skip
        row.seal("note_sealed", note.strip())
        row.save(force_insert=True)
        return row

    mine = Session.objects.filter(organization_id=supervision.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def open_session(*, session: Session, by: Member) -> str:
    """The note, for one of the two; recorded like every opening."""
    access.require_pair(by, session.supervision)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=session, what="session"
        )
        return session.unseal("note_sealed")


def say_how_i_am(*, peer: Peer, level: int, wants: str, by: Member) -> WellbeingCheck:
    """Said by the peer, seen by those who supervise them. 1 very hard to 5 very well."""
    if peer.member_id != by.id:
        raise NotYours
    if not 1 <= level <= 5:
        raise ReasonMissing
    return WellbeingCheck.objects.create(
        organization_id=peer.organization_id, peer=peer, level=level,
        wants=WellbeingCheck.Wants(wants),
    )  # fmt: skip


def _require_supervisor(member: Member, organization_id: UUID) -> None:
    if member.organization_id != organization_id or not member.has_role(Role.SUPERVISOR):
        raise NotYours
