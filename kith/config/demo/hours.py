"""When things are open in Larkhaven: every shape of schedule that the product must get right.

Weekly, past midnight, all night, every second week, first and third weekday of a month, dated
stops, summer only, changed and closed days, hours of intake that differ from opening hours, and
hours that somebody typed and nobody can be sure of.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

DAY = dt.timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TYPED = (
    "Most mornings, please ring first",
    "Mon-Thurs 10ish till late",
    "By appointment only",
    "Tuesdays and some Fridays, see the notice on the door",
    "Open when the lights are on",
    "Weekdays, closed school holidays",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One schedule row; the fields carry the names of HSDS."""

    freq: str = ""
    byday: str = ""
    interval: int | None = None
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    dtstart: dt.date | None = None
    description: str = ""
    notes: str = ""
    closed: bool = False
    kind: str = "opening"
    certain: bool = True


Pattern = Callable[[Random, dt.date], list[Rule]]


def _at(hour: float) -> dt.time:
    return dt.time(int(hour) % 24, round(hour % 1 * 60))


def _weekly(days: str, opens: float, closes: float, kind: str = "opening") -> Rule:
    return Rule(
        "WEEKLY", days.replace(" ", ","), opens_at=_at(opens), closes_at=_at(closes), kind=kind
    )


def _on(day: dt.date, opens: float, closes: float) -> Rule:
    return Rule(
        opens_at=_at(opens), closes_at=_at(closes), valid_from=day, valid_to=day, dtstart=day
    )


def _some_days(random: Random, count: int) -> str:
    return " ".join(sorted(random.sample(DAYS[:5], count), key=DAYS.index))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _weekdays(random: Random, _today: dt.date) -> list[Rule]:
    return [_weekly("MO TU WE TH FR", random.choice((8.5, 9, 9.5)), random.choice((16, 16.5, 17)))]


def _long_days(random: Random, _today: dt.date) -> list[Rule]:
    return [_weekly("MO TU WE TH", 8, random.choice((19, 20, 21))), _weekly("FR SA", 9, 14)]


def _intake(random: Random, today: dt.date) -> list[Rule]:
    return [*_weekdays(random, today), _weekly(_some_days(random, 2), 10, 12, "intake"),
            _weekly("MO TU WE TH FR", 8, 12, "phone")]  # fmt: skip


def _every_second(random: Random, today: dt.date) -> list[Rule]:
    start = _monday(today) - dt.timedelta(weeks=random.choice((40, 41)))
    return [replace(_weekly(random.choice(DAYS[:5]), 18.5, 20), interval=2, dtstart=start)]


def _monthly(which: int) -> Pattern:
    def rule(random: Random, _today: dt.date) -> list[Rule]:
        day = f"{which}{random.choice(DAYS[:6])}"
        return [
            Rule("MONTHLY", day, opens_at=_at(random.choice((10, 14, 17))), closes_at=_at(19.5))
        ]

    return rule


def _dated_stops(random: Random, today: dt.date) -> list[Rule]:
    """Ten stops around today, each with its own day, as a van's calendar has them."""
    first = today - dt.timedelta(days=random.randrange(8, 14))
    stops = []
    for number in range(10):
        day = first + dt.timedelta(days=number * 4 + random.randrange(3))
        opens = random.choice((9, 10, 13, 15))
        stops.append(replace(_on(day, opens, opens + 3), description="Mobile clinic stop"))
    return stops


def _summer_only(random: Random, today: dt.date) -> list[Rule]:
    """Runs through the warm half of the year, whenever the demo is started."""
    opening = _weekly("WE SA SU", 9, random.choice((17, 19)))
    return [replace(opening, valid_from=dt.date(year, 4, 1), valid_to=dt.date(year, 10, 31))
            for year in (today.year, today.year + 1)]  # fmt: skip


def _with_exceptions(random: Random, today: dt.date) -> list[Rule]:
    """An evening each week, closed for a week soon, and at another hour on one day after that."""
    evening = _weekly(random.choice(("TU", "WE", "TH")), 17.5, 20)
    away = today + dt.timedelta(days=random.randrange(5, 30))
    other = away + dt.timedelta(days=9)
    return [
        evening,
        Rule(valid_from=away, valid_to=away + 6 * DAY, closed=True, notes="Cooks' holiday"),
        replace(_on(other, 12, 15), notes="Feast in the yard, at noon this time"),
    ]


def _typed(random: Random, _today: dt.date) -> list[Rule]:
    return [Rule(description=random.choice(TYPED), certain=False)]


def _simply(days: str, opens: float, closes: tuple[float, ...], kind: str = "opening") -> Pattern:
    """The same days and opening hour for everybody who draws it; the closing hour differs."""
    return lambda random, _today: [_weekly(days, opens, random.choice(closes), kind)]


def _on_some(count: int, opens: float, closes: tuple[float, ...]) -> Pattern:
    """That many working days of the week."""
    return lambda random, _: [_weekly(_some_days(random, count), opens, random.choice(closes))]


_ALL_WEEK, _WORKING_DAYS = " ".join(DAYS), " ".join(DAYS[:5])
PATTERNS: dict[str, Pattern] = {
    "weekdays": _weekdays,
    "long_days": _long_days,
    "intake": _intake,
    "every_second": _every_second,
    "monthly_first": _monthly(1),
    "monthly_third": _monthly(3),
    "dated_stops": _dated_stops,
    "summer_only": _summer_only,
    "holidays_too": _with_exceptions,
    "text_typed": _typed,
    "text_online": lambda _random, _today: [Rule(description="Online at any hour", certain=False)],
    "past_midnight": lambda _random, _today: [
        _weekly("TH FR SA", 19, 2),
        _weekly("MO TU WE SU", 18, 23),
    ],
    "three_days": _on_some(3, 9.5, (15, 16, 18)),
    "one_evening": _on_some(1, 18, (20, 20.5, 21)),
    "two_evenings": _on_some(2, 18, (20,)),
    "one_morning": _on_some(1, 9.5, (11.5, 12)),
    "two_afternoons": _on_some(2, 13, (16.5,)),
    "after_school": _simply(_WORKING_DAYS, 15, (18, 18.5)),
    "school_days": _simply(_WORKING_DAYS, 8, (13, 15)),
    "daily_noon": _simply(_ALL_WEEK, 11.5, (13.5, 14)),
    "weekend": _simply("SA SU", 9, (15, 16, 17)),
    "all_night": _simply(_ALL_WEEK, 20, (7,)),
    "always": _simply(_ALL_WEEK, 0, (0,)),
    "phone_mornings": _simply(_WORKING_DAYS, 9, (12,), "phone"),
}


def draw(pattern: str, random: Random, today: dt.date) -> list[Rule]:
    """The schedule rows of one service."""
    return PATTERNS[pattern](random, today)
