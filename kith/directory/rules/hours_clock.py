"""Times of day as people type them, and what two of them mean together.

"9-5" is nine in the morning until five in the afternoon: the number falls, so noon lies between.
"7-9" could be a breakfast, an evening or a long day, and is refused. A wrong hour sends somebody
to a locked door; words left as they are only make them call first.
"""

import datetime as dt
import re
from dataclasses import dataclass

NOON, MIDNIGHT = dt.time(12), dt.time(0)
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?|(?P<h>h)(?:rs?)?(?!\w))?"
    r"\s*(?P<half>am|pm)?(?!\w)"
)
WORDS = {"noon": NOON, "12noon": NOON, "12 noon": NOON, "midnight": MIDNIGHT}


@dataclass(frozen=True, slots=True)
class Clock:
    """One typed time. `half` is am, pm or empty; `is_24` says it can only be a 24-hour clock."""

    hour: int
    minute: int
    half: str = ""
    is_24: bool = False

    def exact(self) -> dt.time | None:
        """The time of day, where one number alone already tells."""
        if self.half:
            return self.at(self.half)
        return dt.time(self.hour % 24, self.minute) if self.is_24 else None

    def on_24(self) -> "Clock":
        """The same figures, known to be of a 24-hour clock."""
        return Clock(self.hour, self.minute, is_24=True)

    def at(self, half: str) -> dt.time:
        return dt.time(self.hour % 12 + (12 if half == "pm" else 0), self.minute)


def read(text: str) -> Clock | None:
    """A typed time, or None: "8:30am", "14h", "09:00:00", "noon", "0900"."""
    text = re.sub(r"\s+", " ", text.strip().lower()).replace("a.m.", "am").replace("p.m.", "pm")
    text = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", text)
    if text in WORDS:
        return Clock(WORDS[text].hour, 0, is_24=True)
    if re.fullmatch(r"[0-2]\d[0-5]\d", text):
        text = f"{text[:2]}:{text[2:]}"
    match = CLOCK.fullmatch(text)
    return from_match(match) if match else None


def from_match(match: re.Match[str]) -> Clock | None:
    """The clock a match of CLOCK stands for; None where there is no such time ("25:99")."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"] or ""
    padded = len(match["hour"]) == 2 and hour < 10
    is_24 = not half and (hour == 0 or hour > 12 or bool(match["second"] or match["h"]) or padded)
    if minute > 59 or hour > 24 or (hour == 24 and minute) or int(match["second"] or 0) > 59:
        return None
    if half and not (1 <= hour <= 12):
        return _redundant(hour, minute)
    return Clock(hour, minute, half, is_24)


def _redundant(hour: int, minute: int) -> Clock | None:
    """ "14:00 pm": the half adds nothing. "0:30 am" likewise."""
    return Clock(hour, minute, is_24=True) if hour != 24 else None


def span(opens: Clock, closes: Clock) -> tuple[dt.time, dt.time] | None:
    """From when to when, or None where more than one reading is possible.

    A closing time before the opening time is past midnight. Equal midnights are the whole day.
    """
    first, last = opens.exact(), closes.exact()
    if first is not None and last is not None:
        return _both_known(opens, first, closes, last)
    if first is not None:
        return _closing_unsaid(opens, first, closes)
    if last is not None:
        return _opening_unsaid(opens, closes, last)
    return _both_unsaid(opens, closes)


def _both_known(
    opens: Clock, first: dt.time, closes: Clock, last: dt.time
) -> tuple[dt.time, dt.time] | None:
    if first == last:
        # 00:00 to 00:00 is a whole day; "12:00am" twice is how an untouched form looks.
        return (first, last) if first == MIDNIGHT and opens.is_24 and closes.is_24 else None
    if first < last or last == MIDNIGHT:
        return first, last
    both_said = bool(opens.half and closes.half)
    return (first, last) if both_said or (first >= NOON and opens.hour > 12) else None


def _closing_unsaid(opens: Clock, first: dt.time, closes: Clock) -> tuple[dt.time, dt.time] | None:
    """ "9am-5": five in the afternoon. "9am-11": two hours or fourteen, so nothing."""
    if opens.half == "pm" or first >= NOON:
        last = closes.at("pm")
        return (first, last) if last > first else None
    if opens.half == "am" or opens.is_24:
        early, late = closes.at("am"), closes.at("pm")
        if closes.hour == 12:
            return first, NOON
        return (first, late) if early <= first else None
    return None


def _opening_unsaid(opens: Clock, closes: Clock, last: dt.time) -> tuple[dt.time, dt.time] | None:
    """ "1-5pm" is an afternoon, "9-5pm" a day, "9:00-17:00" a 24-hour clock."""
    if not closes.half:
        first = dt.time(opens.hour % 24, opens.minute)
        plain = closes.hour > 12 or last == NOON
        return (first, last) if plain and first < last else None
    same = opens.at(closes.half)
    if same < last:
        return same, last
    if closes.half == "pm" and opens.hour != 12:
        return opens.at("am"), last
    return None


def _both_unsaid(opens: Clock, closes: Clock) -> tuple[dt.time, dt.time] | None:
    start, end = opens.hour + opens.minute / 60, closes.hour + closes.minute / 60
    if 7 <= start < 12 and 1 <= end <= 6:
        return opens.at("am"), closes.at("pm")
    if (opens.hour == 12 or 1 <= start <= 4) and start % 12 < end <= 6:
        return opens.at("pm"), closes.at("pm")
    return None
