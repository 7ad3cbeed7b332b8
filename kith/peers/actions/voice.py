"""The voice of peers: raise a matter, vote in secret, object. The answers: `voice_answering`."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.peers import access, voice_access
from kith.peers.actions.voice_telling import tell_organisation, tell_peers
from kith.peers.lifecycle import MATTER
from kith.peers.models import Ballot, Matter, MatterChoice, Objection, Peer
from kith.peers.refusals import AlreadyVoted, ChoicesMissing, NotAVoter, PeriodTooShort, VoteOver

SHORTEST, LONGEST = dt.timedelta(days=3), dt.timedelta(days=60)
ANSWER_WITHIN = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Raising:
    """What is asked. choices: of a vote; a proposal for consent has none."""

    question: str
    kind: str
    closes_at: dt.datetime
    about: str = ""
    choices: tuple[str, ...] = ()


def raise_matter(*, raising: Raising, by: Member, replay_key: UUID) -> Matter:
    """By a peer at work, or by the organisation. Nobody has to allow it; every peer is told."""
    if voice_access.voter(by) is None:
        access.require(by, by.organization_id, *voice_access.ORGANISATION)
    if not raising.question.strip():
        raise ReasonMissing
    choices = [words.strip() for words in raising.choices if words.strip()]
    if raising.kind == Matter.Kind.VOTE and len(set(choices)) < 2:
        raise ChoicesMissing
    if not SHORTEST <= raising.closes_at - clock.now() <= LONGEST:
        raise PeriodTooShort

    def make() -> Matter:
        row = Matter.objects.create(
            organization_id=by.organization_id, kind=Matter.Kind(raising.kind),
            question=raising.question.strip(), about=raising.about.strip(), raised_by=by,
            closes_at=raising.closes_at, replay_key=replay_key,
            answer_due_on=(raising.closes_at + ANSWER_WITHIN).date(),
        )  # fmt: skip
        wanted = dict.fromkeys(choices) if raising.kind == Matter.Kind.VOTE else {}
        MatterChoice.objects.bulk_create(
            MatterChoice(
                organization_id=row.organization_id, matter=row, position=place, words=words
            )
            for place, words in enumerate(wanted, start=1)
        )
        tell_peers(row, "opened", besides=by)
        return row

    with transaction.atomic():
        rows = Matter.objects.filter(organization_id=by.organization_id)
        return once(rows, replay_key, make)


def vote(*, matter: Matter, choice: UUID, by: Member) -> None:
    """One vote each. That somebody voted is a row; how, is one more in a sum. Of two presses at
    once the second waits for the first and is told: the unique constraint says so."""
    peer = _voter(matter, by)
    with transaction.atomic():
        locked = _open(matter)
        try:
            with transaction.atomic():
                Ballot.objects.create(
                    organization_id=locked.organization_id, matter=locked, peer=peer
                )
        except IntegrityError:
            raise AlreadyVoted from None
        if locked.choices.filter(pk=choice).update(tally=F("tally") + 1) != 1:
            raise NotYours


def object_to(*, matter: Matter, words: str, by: Member) -> Objection:
    """With a reason, and by name. It is answered before anything is decided."""
    peer = _voter(matter, by)
    if not words.strip():
        raise ReasonMissing
    with transaction.atomic():
        locked = _open(matter)
        row = Objection(organization_id=locked.organization_id, matter=locked, peer=peer)
        row.seal("words_sealed", words.strip())
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise AlreadyChanged from None
        tell_organisation(locked, f"objection:{row.pk.hex[-8:]}", besides=by)
    return row


def withdraw_objection(*, objection: Objection, by: Member) -> Objection:
    """By whoever raised it, as long as nothing is decided."""
    if objection.peer.member_id != by.id:
        raise NotYours
    rows = Objection.objects.standing().filter(pk=objection.pk)
    if rows.update(withdrawn_at=clock.now()) != 1:
        raise AlreadyChanged
    objection.refresh_from_db()
    return objection


def stop(*, matter: Matter, by: Member) -> Matter:
    """Whoever raised it takes it back, while it is open. Nobody else can."""
    if matter.raised_by_id != by.id:
        raise NotYours
    MATTER.apply(matter, MATTER.move("stop", matter.state, ["raiser"]))
    return matter


def open_objections(*, matter: Matter, by: Member) -> dict[UUID, tuple[str, str]]:
    """Words and answer of each, for the peers and the organisation; recorded."""
    voice_access.matter_for(by, matter.pk)
    rows = list(matter.objections.filter(withdrawn_at=None))
    with transaction.atomic():
        if rows:
            chain.record(
                "opened", by=by, organization=by.organization_id, subject=matter,
                what="objections", rows=len(rows), stream="together",
            )  # fmt: skip
        return {row.pk: (row.unseal("words_sealed"), row.unseal("answer_sealed")) for row in rows}


def _voter(matter: Matter, by: Member) -> Peer:
    if by.organization_id != matter.organization_id:
        raise NotYours
    peer = voice_access.voter(by)
    if peer is None:
        raise NotAVoter
    return peer


def _open(matter: Matter) -> Matter:
    locked = Matter.objects.select_for_update().get(pk=matter.pk)
    if locked.state != "open" or locked.closes_at <= clock.now():
        raise VoteOver
    return locked
