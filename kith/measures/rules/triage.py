"""The Columbia screener: which of three levels, or that it was not asked to the end.

Questions 1 and 2 are always asked; 2 "no" leads straight to 6; 2 "yes" asks 3, 4 and 5 as well.
Low: 1 or 2. Moderate: 3, or 6 longer ago than three months. High: 4, 5, or 6 within three months.
The highest wins. Question 6 left blank is incomplete, whatever the others say. An answer to a
question that should have been skipped still counts: nobody is made safer by the order of a form.

Source: Columbia Lighthouse Project, C-SSRS screener with triage points.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kith.measures.rules.answers import Answers
from kith.measures.rules.definition import Severity

ORDER: tuple[str, ...] = ("none", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Triage:
    """level: none, low, moderate, high. While something is missing it is the least it can be."""

    level: str
    because: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def severity(self) -> Severity | None:
        """The level as a concern's severity; None where there is nothing to raise."""
        levels: dict[str, Severity] = {"low": "low", "moderate": "moderate", "high": "high"}
        return levels.get(self.level)


def triage(answers: Answers) -> Triage:
    """Of the items q1 to q6 and q6a (within three months): 1 yes, 0 no, None not asked."""
    found = dict(_levels(answers))
    level = max(found.values(), key=ORDER.index, default="none")
    because = tuple(item for item, reached in found.items() if reached == level)
    return Triage(level, because, tuple(_missing(answers)))


def _levels(answers: Answers) -> Iterator[tuple[str, str]]:
    for item, level in (("q1", "low"), ("q2", "low"), ("q3", "moderate"), ("q4", "high"),
                        ("q5", "high")):  # fmt: skip
        if answers[item] == 1:
            yield item, level
    if answers["q6a"] == 1:
        yield "q6a", "high"
    elif answers["q6"] == 1:
        yield "q6", "moderate"


def _missing(answers: Answers) -> Iterator[str]:
    for item in ("q1", "q2"):
        if answers[item] is None:
            yield item
    if answers["q2"] == 1:
        yield from (item for item in ("q3", "q4", "q5") if answers[item] is None)
    if answers["q6"] is None:
        yield "q6"
    elif answers["q6"] == 1 and answers["q6a"] is None:
        yield "q6a"
