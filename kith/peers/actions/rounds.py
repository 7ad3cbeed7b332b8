"""A whole waiting list at once: begun by somebody, worked out by a job, proposed by a person.

The job only suggests. What is proposed was ticked by somebody who looked at it, and it is asked
once more at that moment whether it still holds: if one line does not, nothing is proposed, and the
page says which line and why.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core import clock
from kith.core.sources import Reason
from kith.peers import access, pool, ways
from kith.peers.actions import matching
from kith.peers.lifecycle import ROUND
from kith.peers.models import Match, Peer, Round, RoundLine, Seeking
from kith.peers.refusals import NothingTicked, Stale
from kith.peers.rules.matching import batch, hard, instance
from kith.peers.rules.matching.instance import Terms

OTHERS = 6
KEPT = dt.timedelta(days=30)


def begin_round(*, by: Member) -> tuple[Round, bool]:
    """A round and whether it is new: of two who begin at once, the second finds the first one's.
    Whoever makes it new must have it worked out (`jobs.match_list`)."""
    access.require(by, by.organization_id, *access.MATCHERS)
    rows = Round.objects.filter(organization_id=by.organization_id).under_way()
    if row := rows.first():
        return row, False
    try:
        with transaction.atomic():
            return Round.objects.create(organization_id=by.organization_id, begun_by=by), True
    except IntegrityError:
        return rows.get(), False


def work_out(*, round_id: UUID, organization: UUID) -> None:
    """What the job does; safe to run twice, and after it was killed. Opens its own transactions, so
    that the page can show how far it is."""
    with tenancy.acting_for(organization):
        row = Round.objects.filter(pk=round_id, state__in=("waiting", "working")).first()
        if row is None:
            return
        ROUND.apply(row, ROUND.move("work", row.state, ["job"]))
        waiting = _waiting(organization)
        rows = list(pool.available(organization))
        Round.objects.filter(pk=row.pk).update(total=max(1, len(waiting)), done=0)
        asked = pool.asked_before(waiting)
        found_ways = ways.to_peers(ways.starts_of(waiting), rows)
        people = [pool.person_of(one, asked[one.pk], ways.of(one, found_ways)) for one in waiting]
        peers = [pool.as_value(one) for one in rows]

    def tell(count: int) -> None:
        with tenancy.acting_for(organization):
            Round.objects.filter(pk=row.pk).update(done=count)

    try:
        found = batch.match(people, peers, told=tell)
    except Exception:
        with tenancy.acting_for(organization):
            ROUND.apply(row, ROUND.move("fail", row.state, ["job"]), ended_at=clock.now())
        raise
    with tenancy.acting_for(organization):
        _keep(row, waiting, peers, found)


def apply_round(*, round: Round, chosen: Mapping[UUID, UUID], by: Member) -> int:
    """Propose the ticked lines, {line: peer}: to each person one peer, and they choose. Nothing is
    proposed where anything has changed: Stale, and the lines say what. Of two who press at once the
    second finds the round applied."""
    access.require(by, round.organization_id, *access.MATCHERS)
    if not chosen:
        raise NothingTicked
    with transaction.atomic():
        locked = Round.objects.select_for_update(of=["self"]).get(pk=round.pk)
        move = ROUND.move("apply", locked.state, ["staff"])
        lines = list(locked.lines.filter(pk__in=chosen).select_related("person__key"))
        stale = _check(lines, chosen, by)
        if not stale:
            for line in lines:
                matching.propose_peer(
                    seeking=_seeking_of(line), by=by,
                    peer=Peer.objects.select_related("member").get(pk=chosen[line.pk]),
                )  # fmt: skip
            now = clock.now()
            ROUND.apply(locked, move, ended_by=by, ended_at=now, proposed_count=len(lines))
            return len(lines)
    for line in locked.lines.all():
        RoundLine.objects.filter(pk=line.pk).exclude(left_out=stale.get(line.pk, "")).update(
            left_out=stale.get(line.pk, "")
        )
    raise Stale


def drop_round(*, round: Round, by: Member) -> Round:
    """Leave it; nothing was proposed."""
    access.require(by, round.organization_id, *access.MATCHERS)
    move = ROUND.move("drop", round.state, ["staff"])
    ROUND.apply(round, move, ended_by=by, ended_at=clock.now())
    return round


def forget_rounds(*, organization: UUID) -> None:
    """Who stood beside whom in a round goes after a month; that there was one stays."""
    over = Round.objects.filter(organization_id=organization, begun_at__lt=clock.now() - KEPT)
    RoundLine.objects.filter(round__in=over).delete()


def _waiting(organization: UUID) -> list[Seeking]:
    """Those to whom nothing is proposed and who walk with nobody, longest wait first."""
    busy = Match.objects.filter(organization_id=organization, ended_at=None).values("person")
    rows = Seeking.objects.open().filter(organization_id=organization).exclude(person__in=busy)
    return list(rows.select_related("person").order_by("since", "id"))


def _keep(
    row: Round, waiting: list[Seeking], peers: list[instance.Peer], found: batch.Batch
) -> None:
    """The suggestion, unless somebody has dropped the round meanwhile."""
    locked = Round.objects.select_for_update().get(pk=row.pk)
    if locked.state != "working":
        return
    RoundLine.objects.filter(round=row).delete()
    pairs = {pair.person: pair for pair in found.pairs}
    left = {one.person: one for one in found.left_over}
    RoundLine.objects.bulk_create(
        _line(row, place, one, peers, found, pairs.get(key), left.get(key))
        for place, one in enumerate(waiting, 1)
        if (key := str(one.person_id))
    )
    ROUND.apply(
        locked, ROUND.move("show", locked.state, ["job"]), objective=found.objective,
        bound=found.bound, seconds=sum(found.seconds.values()), done=locked.total,
        removed=[asdict(one) for one in found.removed if one.pairs], ready_at=clock.now(),
    )  # fmt: skip


def _line(
    row: Round, place: int, one: Seeking, peers: list[instance.Peer], found: batch.Batch,
    pair: batch.Pair | None, left: batch.LeftOver | None,
) -> RoundLine:  # fmt: skip
    line = RoundLine(
        organization_id=row.organization_id, round=row, person=one.person, place=place,
        days=(clock.now() - one.since).days,
    )  # fmt: skip
    nearest = found.built.nearest(place - 1, OTHERS)
    line.others = [
        {"peer": peers[k].key, "cost": round(cost, 3)}
        for k, cost in nearest
        if pair is None or peers[k].key != pair.peer
    ]
    if pair:
        line.peer_id, line.cost = pool.id_of(pair.peer), pair.cost
        line.reasons, line.misfits = _plain(pair.reasons), _plain(pair.misfits)
    elif left:
        line.reasons = _plain(left.reasons)
    return line


def _plain(reasons: tuple[Reason, ...]) -> list[dict[str, object]]:
    return [asdict(reason) for reason in reasons]


def _check(lines: list[RoundLine], chosen: Mapping[UUID, UUID], by: Member) -> dict[UUID, str]:
    """What has changed, by line. Locks the peers in the order of their ids, so that two rounds
    cannot wait for each other, and nobody's last place goes while we look."""
    wanted = sorted(set(chosen.values()))
    list(Peer.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    ready = {row.pk: pool.as_value(row) for row in pool.available(by.organization_id)}
    waiting = {row.person_id: row for row in _waiting(by.organization_id)}
    asked = pool.asked_before(list(waiting.values()))
    taken: Counter[UUID] = Counter()
    stale = {}
    for line in sorted(lines, key=lambda line: line.place):
        peer_id = chosen[line.pk]
        row, peer = waiting.get(line.person_id), ready.get(peer_id)
        taken[peer_id] += 1
        found = "waits_no_more" if row is None else "not_ready" if peer is None else ""
        if row and peer:
            found = _apart(pool.person_of(row, asked[row.pk]), peer, taken[peer_id])
            found = found or ("apart" if matching.are_kept_apart(line.person, peer_id) else "")
        if found:
            stale[line.pk] = found
    return stale


def _apart(person: instance.Person, peer: instance.Peer, count: int) -> str:
    """Whether a rule keeps the two apart now; `count` people of this round go to this peer."""
    if count > peer.places:
        return "no_place"
    return "apart" if not hard.allowed(hard.apart([person], [peer], Terms()), (1, 1))[0, 0] else ""


def _seeking_of(line: RoundLine) -> Seeking:
    return Seeking.objects.open().select_related("person__key").get(person_id=line.person_id)
