"""Who was asked which measures over the months, and how it went for them: the plan, as data.

Nobody's ninth question is told as dangerous here: the room of safety tells its own story.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from kith.measures.rules.definition import Instrument

EVERY = dt.timedelta(days=24)
MOST = 7
PEOPLE = {"riverbend": 64, "harbour": 12}
"""How many people of a tenant are asked at all."""
SPREADS = {"phq-8": ("5.4", "0.86", "10")}
"""Standard deviation, reliability, line: what an organisation would take from a study."""
SPREAD_SOURCE = "Made up for this town, like everybody in it"

# course: (how often, from which share of the worst score, to which)
COURSES: dict[str, tuple[int, float, float]] = {
    "better": (8, 0.75, 0.2),
    "much_better": (4, 0.8, 0.1),
    "as_before": (4, 0.5, 0.48),
    "worse": (1, 0.35, 0.55),
}
PAIRS = (
    ("gad-7", "phq-8"), ("gad-7", "phq-8"), ("gad-7", "phq-8"), ("gad-7", "phq-8"),
    ("gad-7", "phq-8"), ("who-5", "gad-7"), ("phq-8", "gad-7"), ("core-10",), ("gad-7", "ucla-3"),
)  # fmt: skip
MODES = {"link": 5, "present": 3, "tablet": 2, "paper": 2}


@dataclass(frozen=True, slots=True)
class Asked:
    """One occasion. share: how far towards the worst answers; end: how the form ended."""

    instrument: str
    at: dt.datetime
    share: float
    mode: str
    end: str


def occasions(random: Random, began: dt.datetime, now: dt.datetime) -> Iterator[Asked]:
    """What one person is asked, in order of time."""
    course = random.choices(list(COURSES), [weight for weight, _, _ in COURSES.values()])[0]
    _, worst, best = COURSES[course]
    names = random.choice(PAIRS)
    mode = random.choices(list(MODES), list(MODES.values()))[0]
    at = began + dt.timedelta(days=random.uniform(2, 9), hours=random.uniform(0, 9))
    times: list[dt.datetime] = []
    while at < now and len(times) < MOST:
        times.append(at)
        at += EVERY + dt.timedelta(days=random.uniform(-6, 9))
        if random.random() < 0.12:  # some do not come back
            break
    for number, moment in enumerate(times):
        share = worst + (best - worst) * number / max(1, len(times) - 1)
        for name in names:
            is_paper = mode == "paper" or name == "ucla-3"
            yield Asked(
                name, moment, min(1, max(0, share + random.gauss(0, 0.06))),
                "paper" if is_paper else mode, _end(random, is_last=number == len(times) - 1),
            )  # fmt: skip


def _end(random: Random, *, is_last: bool) -> str:
    """Most are filled in; the last may still wait, and somebody stops."""
    if is_last and random.random() < 0.3:
        return "waits"
    return "stopped" if random.random() < 0.04 else "finished"


def answers(instrument: Instrument, share: float, random: Random) -> dict[str, int | None]:
    """Answers whose sum lies about where it should; now and then a question is skipped."""
    given: dict[str, int | None] = {}
    for item in instrument.items:
        low, high = min(item.numbers), max(item.numbers)
        bad = 1 - share if instrument.better == "higher" else share
        towards = 1 - bad if item.reversed else bad
        number = round(low + (high - low) * min(1, max(0, towards + random.gauss(0, 0.14))))
        given[item.id] = low if item.raises else number
    if instrument.scoring.missing.rule != "complete" and random.random() < 0.15:
        skipped = random.choice([item.id for item in instrument.items if not item.raises])
        given[skipped] = None
    return given
