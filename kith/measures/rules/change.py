"""Whether a change is more than the instrument's own wavering, and leads across the line.

Jacobson & Truax 1991 (J Consult Clin Psychol 59:12-19):

    RCI = (post - pre) / (SD x sqrt(2) x sqrt(1 - r)),  reliable where |RCI| > 1.96

Some services fix the points instead (NHS: PHQ-9 6, GAD-7 4, "that many or more"). Pairs are
compared only within one version, language and way of asking. A before and an after say nothing
about the cause.
"""

from dataclasses import dataclass
from decimal import Decimal

from kith.measures.rules.definition import Instrument

LIMIT = Decimal("1.96")


class NotComparable(ValueError):
    """These two were not measured with the same thing, or nothing is known of its wavering."""


@dataclass(frozen=True, slots=True)
class Point:
    """One score, and what must be alike for two of them to be compared."""

    score: Decimal
    version: str = ""
    language: str = ""
    mode: str = ""

    @property
    def kind(self) -> tuple[str, str, str]:
        return (self.version, self.language, self.mode)


@dataclass(frozen=True, slots=True)
class Change:
    """points: after minus before. rci: where it was computed. verdict: "improved", "unchanged",
    "worse"; is_recovered: a case before, none after; is_reliable_recovery: both."""

    points: Decimal
    verdict: str
    rci: Decimal | None = None
    was_case: bool | None = None
    is_case: bool | None = None

    @property
    def is_reliable(self) -> bool:
        return self.verdict != "unchanged"

    @property
    def is_recovered(self) -> bool | None:
        """A case at the start and none at the end; None where no line is known."""
        return None if self.was_case is None else self.was_case and not self.is_case

    @property
    def is_reliable_recovery(self) -> bool | None:
        """Recovered, and by more than wavering: clinically significant change."""
        recovered = self.is_recovered
        return None if recovered is None else recovered and self.verdict == "improved"


def standard_error(sd: Decimal, reliability: Decimal) -> Decimal:
    """Of the difference: SD x sqrt(2) x sqrt(1 - r). sd > 0, 0 <= r < 1."""
    if sd <= 0 or not 0 <= reliability < 1:
        raise NotComparable("The spread must be above 0 and the reliability from 0 to below 1.")
    return sd * Decimal(2).sqrt() * (1 - reliability).sqrt()


def reliable_change_index(
    before: Decimal, after: Decimal, sd: Decimal, reliability: Decimal
) -> Decimal:
    """RCI; its sign is that of after minus before."""
    return (after - before) / standard_error(sd, reliability)


def cut_off(
    clinical_mean: Decimal, clinical_sd: Decimal, normal_mean: Decimal, normal_sd: Decimal
) -> Decimal:
    """Jacobson & Truax's cut-off c: the score as likely in the one group as in the other."""
    weighed = clinical_sd * normal_mean + normal_sd * clinical_mean
    return weighed / (clinical_sd + normal_sd)


def compare(instrument: Instrument, before: Point, after: Point) -> Change:
    """The change between two scores of one instrument; NotComparable where there is none."""
    if before.kind != after.kind:
        raise NotComparable("These two were not asked in the same version, language and way.")
    values = instrument.change
    if values is None:
        raise NotComparable(f"It is not known how much {instrument.short} wavers by itself.")
    points, rci = after.score - before.score, None
    if values.reliable is not None:
        is_reliable = abs(points) >= values.reliable
    elif values.sd is not None and values.reliability is not None:
        rci = reliable_change_index(before.score, after.score, values.sd, values.reliability)
        is_reliable = abs(rci) > LIMIT
    else:
        raise NotComparable(f"It is not known how much {instrument.short} wavers by itself.")
    is_good = points > 0 if instrument.better == "higher" else points < 0
    verdict = "unchanged" if not is_reliable else "improved" if is_good else "worse"
    return Change(
        points, verdict, rci, was_case=_is_case(instrument, before.score),
        is_case=_is_case(instrument, after.score),
    )  # fmt: skip


def _is_case(instrument: Instrument, score: Decimal) -> bool | None:
    """On the bad side of the line, which for a scale of wellbeing is the lower one."""
    line = instrument.change.case_at if instrument.change else None
    if line is None:
        return None
    return score <= line if instrument.better == "higher" else score >= line
