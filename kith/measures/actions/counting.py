"""Outcomes over many people: counts, the share of those who answered again beside them, small
numbers held back. Scores have to be opened to be counted, so the counting is recorded."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.measures import access, scores, spreads
from kith.measures.models import Assessment
from kith.measures.rules import suppression
from kith.measures.rules.change import Change, NotComparable, Point, compare
from kith.measures.rules.completion import Rate, follow_up
from kith.measures.rules.definition import Instrument
from kith.measures.scores import Row

VERDICTS = ("improved", "unchanged", "worse")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One instrument. people: filled it in once; pairs: people with a first and a last score that
    can be compared. verdicts and recovered are None where they are held back, and empty where it is
    not known what counts as a change. offered: how many of those who were asked finished."""

    instrument: Instrument
    people: int | None
    pairs: int | None
    again: Rate
    offered: Rate
    verdicts: dict[str, int | None] = field(default_factory=dict)
    cases: int | None = None
    recovered: int | None = None

    @property
    def is_held_back(self) -> bool:
        """Too few people to say anything but that there are some."""
        return self.people is None


def count_outcomes(*, by: Member, since: dt.datetime) -> tuple[Outcome, ...]:
    """Every instrument that was used in the organisation since a moment."""
    access.require_counting(by)
    with transaction.atomic():
        mine = Assessment.objects.filter(organization_id=by.organization_id, created_at__gte=since)
        asked = mine.exclude(state="mistake")
        by_name: dict[str, list[Row]] = defaultdict(list)
        for row in scores.opened(asked.order_by("finished_at", "id")):
            by_name[row.instrument].append(row)
        chain.record(
            "opened", by=by, organization=by.organization_id, what="outcomes",
            rows=sum(map(len, by_name.values())),
        )  # fmt: skip
        judged = spreads.all_of(by.organization_id)
        return tuple(_outcome(judged[name], by_name[name]) for name in sorted(by_name)
                     if name in judged)  # fmt: skip


def _outcome(instrument: Instrument, rows: list[Row]) -> Outcome:
    by_person = _points(rows)
    changes = list(_changes(instrument, by_person.values()))
    verdicts = Counter(change.verdict for change in changes)
    cases = [change for change in changes if change.was_case]
    recovered = sum(bool(change.is_recovered) for change in cases)
    split = suppression.held_back({"recovered": recovered, "still": len(cases) - recovered})
    ended = [row for row in rows if row.state in ("finished", "stopped")]
    return Outcome(
        instrument=instrument, people=suppression.small(len(by_person)),
        pairs=suppression.small(len(changes)),
        again=follow_up(len(points) for points in by_person.values()),
        offered=Rate(sum(row.state == "finished" for row in ended), len(ended)),
        verdicts=suppression.held_back({v: verdicts[v] for v in VERDICTS}) if changes else {},
        cases=suppression.small(len(cases)) if cases else None,
        recovered=split["recovered"] if cases else None,
    )  # fmt: skip


def _points(rows: Iterable[Row]) -> dict[UUID, list[Point]]:
    """Each person's scores, oldest first."""
    found: dict[UUID, list[Point]] = defaultdict(list)
    for row in rows:
        if row.point is not None:
            found[row.person].append(row.point)
    return found


def _changes(instrument: Instrument, people: Iterable[list[Point]]) -> Iterable[Change]:
    """From the first to the last score of each person that are of one kind."""
    for points in people:
        alike = [point for point in points if point.kind == points[0].kind]
        if len(alike) > 1:
            try:
                yield compare(instrument, alike[0], alike[-1])
            except NotComparable:
                continue
