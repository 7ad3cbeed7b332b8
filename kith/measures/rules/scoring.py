"""From answers to a score with its band, or to the reason why there is none.

Totals are exact fractions until the one rounding the instrument asks for (half up). What was not
answered is never counted as nothing: it is made up by the instrument's own rule or there is no
score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from kith.measures.rules import concern
from kith.measures.rules.answers import Answers
from kith.measures.rules.concern import Concern
from kith.measures.rules.definition import Instrument, Item, Value
from kith.measures.rules.rounding import half_up
from kith.measures.rules.triage import triage


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    score: rounded, on the instrument's scale; None where it cannot be scored, and `reason` is then
    "nothing_answered", "incomplete" or "too_many_missing". raw: the sum of the answered items.
    band: code of the band, or of the triage level; for an incomplete triage the least it can be.
    apart: answers that count but are told apart, such as "dk". missing: items without an answer.
    """

    instrument: str
    version: str
    answered: int
    asked: int
    missing: tuple[str, ...] = ()
    score: Decimal | None = None
    raw: Decimal | None = None
    band: str = ""
    reason: str = ""
    is_prorated: bool = False
    subscales: Mapping[str, Decimal | None] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)
    concern: Concern | None = None
    safety_unanswered: tuple[str, ...] = ()

    @property
    def is_scored(self) -> bool:
        """Whether there is a result to speak of."""
        return not self.reason


def score(instrument: Instrument, answers: Answers) -> Result:
    """Score one filled-in measure. `answers` as `answers.read` gives them."""
    if instrument.scoring.kind == "triage":
        return _triaged(instrument, answers)
    items = instrument.scored_items
    worth = {item.id: _worth(item, answers) for item in items}
    known = {item: value for item, value in worth.items() if value is not None}
    missing = tuple(item for item in worth if item not in known)
    base = Result(
        instrument=instrument.name, version=instrument.version, answered=len(known),
        asked=len(items), missing=missing, apart=_apart(items, answers),
        concern=concern.of(instrument, answers),
        safety_unanswered=tuple(i for i in instrument.safety_items if answers[i] is None),
    )  # fmt: skip
    reason = _why_not(instrument, len(known), len(items))
    if reason:
        return replace(base, reason=reason)
    raw = sum(known.values(), Fraction(0))
    total = _total(instrument, raw, len(known), len(items))
    return replace(
        base, score=total, raw=half_up(raw), band=band_of(instrument, total),
        is_prorated=bool(missing) and instrument.scoring.missing.rule in ("mean", "any"),
        subscales={s.name: _part(s.items, worth) for s in instrument.subscales},
    )  # fmt: skip


def band_of(instrument: Instrument, total: Decimal) -> str:
    """The code of the band a score lies in; empty where the instrument has none."""
    reached = [band.code for band in instrument.bands if band.start <= total]
    return reached[-1] if reached else ""


def _worth(item: Item, answers: Answers) -> Fraction | None:
    """What one answer adds, or None where there is none."""
    value = answers[item.id]
    return None if value is None else worth_of(item, value)


def worth_of(item: Item, value: Value) -> Fraction:
    """What an answer to an item adds to the raw sum."""
    if isinstance(value, str):
        return Fraction(item.counts_as[value])
    if item.counts:
        return Fraction(int(value in item.counts))
    if item.reversed:
        return Fraction(min(item.numbers) + max(item.numbers) - value)
    return Fraction(value)


def _why_not(instrument: Instrument, known: int, asked: int) -> str:
    """Why there is no score; empty where there is one."""
    if known == 0:
        return "nothing_answered"
    rule, most = instrument.scoring.missing.rule, instrument.scoring.missing.most
    if rule == "any" or known == asked:
        return ""
    if rule == "complete":
        return "incomplete"
    return "too_many_missing" if asked - known > most else ""


def _total(instrument: Instrument, raw: Fraction, known: int, asked: int) -> Decimal:
    scoring = instrument.scoring
    if scoring.kind == "table":
        return scoring.table[int(raw) - scoring.table_from]
    if scoring.kind == "mean":
        places = 2 if raw * scoring.times % known else scoring.places
        return half_up(raw / known * scoring.times, places)
    if scoring.missing.rule == "mean":
        places = scoring.places if known < asked else 0
        return half_up(raw / known * asked * scoring.times, places)
    return half_up(raw * scoring.times, scoring.places)


def _part(ids: Iterable[str], worth: Mapping[str, Fraction | None]) -> Decimal | None:
    """The sum of a part, if all of it was answered."""
    values = [worth[item] for item in ids]
    known = [value for value in values if value is not None]
    return half_up(sum(known, Fraction(0))) if len(known) == len(values) else None


def _apart(items: Iterable[Item], answers: Answers) -> dict[str, int]:
    """How often each answer was given that is no number."""
    said = [answers[item.id] for item in items]
    return {word: said.count(word) for word in {w for w in said if isinstance(w, str)}}


def _triaged(instrument: Instrument, answers: Answers) -> Result:
    found = triage(answers)
    severity = found.severity
    return Result(
        instrument=instrument.name, version=instrument.version,
        answered=sum(value is not None for value in answers.values()), asked=len(answers),
        missing=found.missing, band=found.level, reason="incomplete" if found.missing else "",
        concern=Concern(severity, found.because) if severity else None,
        safety_unanswered=found.missing,
    )  # fmt: skip
