"""What a peer does with somebody they walk with: contacts, and stopping when it is not safe."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import access
from kith.peers.actions import matching
from kith.peers.lifecycle import WALKING
from kith.peers.models import Match, MatchContact, Report
from kith.peers.refusals import AlreadyAnswered, NotYet, WalkOver
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class OpenedMatch:
    """What a peer needs to call somebody, and what was wished for."""

    name: str
    phone: str
    safe_contact: str
    next_time: str
    notes: dict[UUID, str]


def log_contact(
    *, match: Match, means: str, reached: bool, replay_key: UUID, by: Member,
    happened_at: dt.datetime | None = None, minutes: int | None = None, note: str = "",
) -> MatchContact:  # fmt: skip
    """Twenty seconds on a phone. The first time they reach each other is the first contact. One
    that arrives again is the one from before, also when the walk has ended since; a new one after
    the end is refused."""
    _require_peer(by, match)
    moment = happened_at or clock.now()
    if moment > clock.now():
        raise NotYet

    def make() -> MatchContact:
        _require_walking(match)
        row = MatchContact(
            organization_id=match.organization_id, match=match, means=MatchContact.Means(means),
            reached=reached, happened_at=moment, minutes=minutes, recorded_by=by,
            replay_key=replay_key,
        )  # fmt: skip
        row.seal("note_sealed", note.strip())
        row.save(force_insert=True)
        if reached and match.state == "accepted":
            matching.move_match(match=match, move="meet", by=by)
        return row

    mine = MatchContact.objects.filter(organization_id=match.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def _require_walking(match: Match) -> None:
    """Locks the match: whoever ends it at the same moment comes before or after, not in between."""
    locked = Match.objects.select_for_update(of=["self"]).get(pk=match.pk)
    match.state = locked.state
    if locked.state not in WALKING:
        raise WalkOver


def open_match(*, match: Match, by: Member) -> OpenedMatch:
    """Name, number, safe contact and own notes: the peer of this match, while they walk; recorded
    so that the person can see it."""
    _require_peer(by, match)
    if match.state not in WALKING:
        raise NotYours
    person: Person = match.person
    with transaction.atomic():
        chain.record("opened", by=by, organization=by.organization_id, subject=person, what="match")
        return OpenedMatch(
            name=person.unseal("name_sealed"),
            phone=person.unseal("phone_sealed"),
            safe_contact=person.unseal("safe_contact_sealed"),
            next_time=match.unseal("next_time_sealed"),
            notes={row.pk: row.unseal("note_sealed") for row in _contacts(match)},
        )


def report(*, match: Match, words: str, by: Member) -> Report:
    """Stop contact now. The match is paused in the same transaction; a supervisor answers. Said
    again it is a second report."""
    _require_peer(by, match)
    if not words.strip():
        raise ReasonMissing
    row = Report(organization_id=match.organization_id, match=match, reported_by=by)
    row.seal("words_sealed", words.strip())
    with transaction.atomic():
        row.save(force_insert=True)
        if match.state in ("accepted", "first_contact", "active"):
            matching.move_match(match=match, move="pause", by=by)
    return row


def open_report(*, report: Report, by: Member) -> str:
    """Who wrote it, and supervisors; recorded."""
    if report.reported_by_id != by.id:
        access.require(by, report.organization_id, Role.SUPERVISOR)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=report, what="report"
        )
        return report.unseal("words_sealed")


def answer_report(*, report: Report, words: str, by: Member) -> Report:
    """A supervisor answers, once; not the one who wrote it."""
    access.require(by, report.organization_id, Role.SUPERVISOR)
    if report.reported_by_id == by.id:
        raise NotYours
    if not words.strip():
        raise ReasonMissing
    report.seal("answer_sealed", words.strip())
    rows = Report.objects.filter(pk=report.pk, answered_at=None)
    if rows.update(
        answer_sealed=report.answer_sealed, answered_by=by, answered_at=clock.now()
    ) != 1:  # fmt: skip
        raise AlreadyAnswered
    report.refresh_from_db()
    return report


def _contacts(match: Match) -> list[MatchContact]:
    rows = MatchContact.objects.filter(match=match).select_related("match__person__key")
    return list(rows)


def _require_peer(by: Member, match: Match) -> None:
    """The peer of this match, by who they are."""
    if match.peer.member_id != by.id or match.organization_id != by.organization_id:
        raise NotYours
