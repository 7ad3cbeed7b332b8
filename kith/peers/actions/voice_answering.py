"""What the organisation owes the voice of peers: answers, a decision, and what became of it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import access, telling, voice_access
from kith.peers.actions.voice_telling import tell_organisation, tell_peers
from kith.peers.lifecycle import MATTER
from kith.peers.models import Matter, Objection
from kith.peers.refusals import AlreadyAnswered, ObjectionStands, PeriodTooShort


def answer_objection(*, objection: Objection, words: str, by: Member) -> Objection:
    """The organisation says what it makes of the reason. Not to oneself."""
    access.require(by, objection.organization_id, *voice_access.ORGANISATION)
    if objection.peer.member_id == by.id:
        raise NotYours
    if not words.strip():
        raise ReasonMissing
    objection.seal("answer_sealed", words.strip())
    with transaction.atomic():
        answered = (
            Objection.objects.standing()
            .filter(pk=objection.pk)
            .update(answer_sealed=objection.answer_sealed, answered_by=by, answered_at=clock.now())
        )
        if answered != 1:
            raise AlreadyAnswered
        telling.tell(
            [objection.peer.member], "voice", objection.matter_id, f"{objection.pk}:answered",
            organization=by.organization_id,
        )  # fmt: skip
    objection.refresh_from_db()
    return objection


def close_what_is_over(*, organization: UUID) -> int:
    """For the job: the time is over, the count can be read; without a standing objection it is
    decided in the same moment."""
    found = 0
    rows = Matter.objects.filter(organization_id=organization).over_by(clock.now())
    for matter in rows.order_by("closes_at", "id"):
        with transaction.atomic():
            locked = Matter.objects.select_for_update().get(pk=matter.pk)
            if locked.state != "open":
                continue
            voters = voice_access.voters(organization).count()
            step = MATTER.move("close", locked.state, ["job"])
            MATTER.apply(locked, step, voters_count=voters)
            if not locked.objections.standing().exists():
                _decide(locked, "job")
            tell_organisation(locked, "closed")
            found += 1
    return found


def decide(*, matter: Matter, by: Member) -> Matter:
    """After every objection has its answer."""
    access.require(by, matter.organization_id, *voice_access.ORGANISATION)
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        if locked.objections.standing().exists():
            raise ObjectionStands
        _decide(locked, "organisation")
        tell_peers(locked, "decided", besides=by)
    matter.refresh_from_db()
    return matter


def answer(*, matter: Matter, words: str, do_by: dt.date, by: Member) -> Matter:
    """What the organisation will do, and by when; said again it is a new promise, and the history
    keeps the old."""
    access.require(by, matter.organization_id, *voice_access.ORGANISATION)
    if not words.strip():
        raise ReasonMissing
    if do_by < clock.today():
        raise PeriodTooShort
    step = MATTER.move("answer", matter.state, ["organisation"])
    with transaction.atomic():
        MATTER.apply(
            matter, step, answer=words.strip(), do_by=do_by, answered_by=by,
            answered_at=clock.now(),
        )  # fmt: skip
        tell_peers(matter, f"answered:{clock.now():%Y%m%d%H%M%S}", besides=by)
    return matter


def follow_up(*, matter: Matter, is_done: bool, words: str, by: Member) -> Matter:
    """Whether it was done. Where it was not, the reason is said to the peers."""
    access.require(by, matter.organization_id, *voice_access.ORGANISATION)
    step = MATTER.move("keep" if is_done else "not_keep", matter.state, ["organisation"], words)
    with transaction.atomic():
        MATTER.apply(matter, step, outcome=words.strip(), looked_by=by, looked_at=clock.now())
        tell_peers(matter, "followed up", besides=by)
    return matter


def tell_what_is_overdue(*, organization: UUID) -> None:
    """For the nightly job: once for each day by which something was promised."""
    rows = Matter.objects.filter(organization_id=organization).overdue_on(clock.today())
    for matter in rows.order_by("id"):
        due = matter.do_by if matter.state == "answered" else matter.answer_due_on
        tell_organisation(matter, f"overdue:{due}")


def _decide(matter: Matter, side: str) -> None:
    MATTER.apply(matter, MATTER.move("decide", matter.state, [side]))
