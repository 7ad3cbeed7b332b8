"""Offers and asks between neighbours: post, finish, report; and looking at them before they are
seen. Answering stands in `answers`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.circles import access
from kith.circles.access import Neighbour
from kith.circles.actions.telling import tell_author, tell_moderators
from kith.circles.lifecycle import POSTING
from kith.circles.models import Alarm, Circle, Posting
from kith.circles.refusals import BoundaryCrossed, OwnPosting, TooFar
from kith.circles.rules import boundaries
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import NotYours, ReasonMissing

LONGEST = dt.timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody writes. not_about: boundaries the words touch, and it is not about them."""

    words: str
    called: str = ""
    not_about: frozenset[str] = frozenset()


def post(
    *, who: Neighbour, saying: Saying, kind: str, what: str, expires_on: dt.date, replay_key: UUID,
    circle: Circle | None = None,
) -> Posting:  # fmt: skip
    """Seen at once only where the circle trusts itself and no boundary is touched; otherwise a
    moderator looks first."""
    _require_place(who, circle)
    flags = refuse_boundaries(saying, circle)
    if not clock.today() <= expires_on <= clock.today() + LONGEST:
        raise TooFar

    def make() -> Posting:
        trusted = circle is not None and circle.trusts_itself and not flags
        row = Posting(
            organization_id=who.organization, circle=circle, kind=Posting.Kind(kind),
            what=Posting.What(what), person=who.person, peer=who.peer, flags=flags,
            expires_on=expires_on, replay_key=replay_key, state="shown" if trusted else "waiting",
        )  # fmt: skip
        row.seal("words_sealed", saying.words.strip())
        row.seal("called_sealed", saying.called.strip())
        row.save(force_insert=True)
        if not trusted:
            tell_moderators(row, "new")
        return row

    rows = Posting.objects.filter(organization_id=who.organization)
    with transaction.atomic():
        return once(rows, replay_key, make)


def moderate(*, posting: Posting, move: str, by: Member, reason: str = "") -> Posting:
    """Let it be seen or not, with a reason the author reads; after a report, put it back or take it
    away. Nobody decides on their own."""
    access.moderated_one(by, posting.pk)
    if move == "put_back" and posting.answers.filter(state="agreed").exists():
        move = "put_back_agreed"
    step = POSTING.move(move, posting.state, ["moderator"], reason)
    now = clock.now()
    changes: dict[str, object] = {"looked_by": by, "looked_at": now, "moved_at": now}
    if step.needs_reason:
        posting.seal("reason_sealed", reason.strip())
        changes["reason_sealed"] = posting.reason_sealed
    with transaction.atomic():
        POSTING.apply(posting, step, **changes)
        posting.alarms.filter(decided_at=None).update(decided_by=by, decided_at=now)
        tell_author(posting, f"{posting.pk}:{move}")
    return posting


def move_own(*, posting: Posting, move: str, who: Neighbour) -> Posting:
    """Finish it, take it back, or let it be seen again: whoever wrote it."""
    if not who.is_author(posting):
        raise NotYours
    step = POSTING.move(move, posting.state, ["author"])
    if step.name == "agree":
        raise NotYours  # by an answer, never by itself
    with transaction.atomic():
        POSTING.apply(posting, step, moved_at=clock.now())
        if step.name == "look_on":
            posting.answers.filter(state="agreed").update(state="over", moved_at=clock.now())
    return posting


def report(*, posting: Posting, who: Neighbour, words: str = "") -> Alarm:
    """Hidden in the same moment, whoever is right; a moderator is told. No words are needed."""
    access.posting_for(who, posting.pk)
    if who.is_author(posting):
        raise OwnPosting
    row = Alarm(organization_id=who.organization, posting=posting, person=who.person, peer=who.peer)
    row.seal("words_sealed", words.strip())
    with transaction.atomic():
        locked = Posting.objects.select_for_update().get(pk=posting.pk)
        row.save(force_insert=True)
        if locked.state in ("shown", "matched"):  # else somebody else was quicker
            step = POSTING.move("report", locked.state, ["neighbour"])
            POSTING.apply(locked, step, moved_at=clock.now())
        tell_moderators(posting, f"{row.pk}")
    posting.refresh_from_db()
    return row


def open_postings(*, rows: Iterable[Posting], by: Member) -> dict[UUID, tuple[str, str]]:
    """What members read of each other's offers and asks: (name it shows, words); recorded."""
    found = list(rows)
    with transaction.atomic():
        if found:
            chain.record(
                "opened", by=by, organization=by.organization_id, what="postings",
                rows=len(found), stream="together",
            )  # fmt: skip
        return {row.pk: (row.unseal("called_sealed"), row.unseal("words_sealed")) for row in found}


def open_alarms(*, posting: Posting, by: Member) -> list[str]:
    """What was reported, for who looks after it; recorded."""
    access.moderated_one(by, posting.pk)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=posting, what="report"
        )
        return [row.unseal("words_sealed") for row in posting.alarms.all()]


def expire(*, organization: UUID) -> int:
    """What nobody answered in its time is over. For the nightly job."""
    rows = Posting.objects.filter(organization_id=organization).over_by(clock.today())
    return rows.update(state="expired", moved_at=clock.now())


def withdraw_all(*, who: Neighbour, circle: UUID | None = None) -> None:
    """Whoever leaves takes along what they said there."""
    rows = Posting.objects.live().filter(who.authored, organization_id=who.organization)
    if circle is not None:
        rows = rows.filter(circle=circle)
    rows.update(state="withdrawn", moved_at=clock.now())


def _require_place(who: Neighbour, circle: Circle | None) -> None:
    mine = {one.pk for one in access.circles_of(who)}
    if circle is None:
        if who.person is not None and not mine:
            raise NotYours
    elif circle.pk not in mine:
        raise NotYours


def refuse_boundaries(saying: Saying, circle: Circle | None) -> list[str]:
    """Codes that a human being should look at; what may not be overruled is refused."""
    if not saying.words.strip():
        raise ReasonMissing
    allows = circle is not None and circle.allows_money
    found = boundaries.crossed(f"{saying.called}\n{saying.words}", allows_money=allows)
    standing = tuple(
        code for code in found if code in boundaries.CERTAIN or code not in saying.not_about
    )
    if standing:
        raise BoundaryCrossed(standing)
    return list(found)
