"""A choice of stops as its page, its table and its sheet read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.accounts.models import Member
from kith.core.languages import name_of
from kith.core.refusals import NotYours
from kith.directory.search import terms
from kith.outreach import access
from kith.outreach.models import Choice, ChoiceQuestion, Stop
from kith.outreach.rules.choice.question import WITHOUT_CAR, Question
from kith.region.models import RegionVersion

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A stop that takes part. number: 0 where it is not chosen. held: "pinned", "banned" or "".
    price: what holding to it, or leaving it out, costs. at: where it was thought of, if elsewhere.
    """

    stop: Stop
    number: int
    held: str
    reasons: Sequence[Json] = ()
    reaches: int | None = None
    price: Json | None = None
    at: tuple[float, float] | None = None

    @property
    def place(self) -> tuple[float, float]:
        return self.at or (self.stop.latitude, self.stop.longitude)


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the choice's history. more: how many more people than the step before gives
    care within the minutes; None where that cannot be said."""

    question: ChoiceQuestion
    more: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """question: the one that counts. groups: what matters to it, for the sentence of a stop."""

    choice: Choice
    question: ChoiceQuestion
    asked: Question
    answer: Json | None
    chosen: Sequence[Line]
    others: Sequence[Line]
    alternatives: Sequence[Json]
    steps: Sequence[Step]
    need: str

    @property
    def everybody(self) -> Json:
        """The row of the table that counts all."""
        return self.answer["reach"][0] if self.answer else {}

    @property
    def groups(self) -> list[str]:
        """Without a car first, then those that count more."""
        held = sorted({*self.asked.groups, *self.asked.floors, *self.asked.max_min})
        return [WITHOUT_CAR, *[name for name in held if name not in (WITHOUT_CAR, "all")]]

    @property
    def share(self) -> tuple[str, int] | None:
        """Of those who gain: a group that matters, and how many of a hundred it is."""
        gained = self.everybody.get("new")
        rows = {row["group"]: row["new"] for row in self.answer["reach"]} if self.answer else {}
        for name in self.groups:
            if gained and rows.get(name):
                return name, round(100 * rows[name] / gained)
        return None


def choices(member: Member) -> list[Choice]:
    """All of the organisation, newest first, for those who plan."""
    if not member.has_role(*access.KEEPERS):
        return []
    rows = Choice.objects.filter(organization_id=member.organization_id)
    return list(rows.select_related("made_by"))


def get_for(member: Member, choice_id: UUID) -> Choice:
    rows = Choice.objects.filter(organization_id=member.organization_id, pk=choice_id)
    choice = rows.first() if member.has_role(*access.KEEPERS) else None
    if choice is None:
        raise NotYours
    return choice


def page(choice: Choice, language: str) -> Page:
    """Everything of one choice. A fixed number of queries."""
    steps = list(choice.questions.filter(undone_at=None).select_related("stop", "asked_by"))
    last = steps[0]
    asked, answer = Question.of(last.asked), last.answer
    stops = {str(stop.pk): stop for stop in Stop.objects.filter(
        organization_id=choice.organization_id)}  # fmt: skip
    chosen, others = _lines(asked, answer, stops) if answer else ([], [])
    return Page(
        choice, last, asked, answer, chosen, others, _alternatives(answer, stops), _steps(steps),
        _care_words(asked, language),
    )  # fmt: skip


def _care_words(asked: Question, language: str) -> str:
    """Of which care it speaks; empty where any counts."""
    need = "" if len(asked.need) < 32 else terms.load(language).name(asked.need)
    return " · ".join(part for part in (need, asked.language and name_of(asked.language)) if part)


def _lines(
    asked: Question, answer: Json, stops: Mapping[str, Stop]
) -> tuple[list[Line], list[Line]]:
    prices = {row["stop"]: row for row in answer["prices"]}
    reaches = {row["stop"]: row["reaches"] for row in answer["candidates"]}

    def line(key: str, number: int = 0, reasons: Sequence[Json] = ()) -> Line:
        held = "pinned" if key in asked.pinned else "banned" if key in asked.banned else ""
        return Line(
            stops[key], number, held, reasons, reaches.get(key), prices.get(key),
            asked.moved.get(key),
        )  # fmt: skip

    chosen = [
        line(row["stop"], number, row["reasons"])
        for number, row in enumerate(answer["stops"], 1)
        if row["stop"] in stops
    ]
    there = {str(one.stop.pk) for one in chosen}
    rest = [line(key) for key in reaches if key in stops and key not in there]
    return chosen, sorted(rest, key=lambda one: (-(one.reaches or 0), one.stop.name))


def _alternatives(answer: Json | None, stops: Mapping[str, Stop]) -> list[Json]:
    """With names; those with a stop that is no longer there are left out."""
    found: list[Json] = []
    for row in answer["alternatives"] if answer else ():
        if all(key in stops for key in (*row["goes"], *row["comes"])):
            named = {side: [stops[key].name for key in row[side]] for side in ("goes", "comes")}
            found.append({**row, **named})
    return found


def _steps(steps: Sequence[ChoiceQuestion]) -> list[Step]:
    """The newest first, each with what it changed."""
    told = []
    for at, one in enumerate(steps):
        before = steps[at + 1] if at + 1 < len(steps) else None
        told.append(Step(one, _more(one, before)))
    return told


def _more(one: ChoiceQuestion, before: ChoiceQuestion | None) -> int | None:
    """Only where both mean the same by it: the same minutes to the same care by the same means."""
    if before is None or one.answer is None or before.answer is None:
        return None
    same = ("within", "means", "weekday", "hour", "need", "language")
    if any(one.asked.get(name) != before.asked.get(name) for name in same):
        return None
    now, then = one.answer["reach"][0]["new"], before.answer["reach"][0]["new"]
    return None if now is None or then is None else now - then


def regions() -> list[RegionVersion]:
    """Those whose people are known, the newest first."""
    rows = RegionVersion.objects.current().filter(population__gt=0)
    return list(rows.order_by("-built_at", "id"))
