"""A calendar that other software reads: RFC 5545, as little of it as is needed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 75
"""Octets of a line (RFC 5545, section 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """uid stays the same when the meeting is moved or cancelled. Moments are aware. is_public: who
    shares the calendar may show it to everybody."""

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str
    url: str = ""
    is_cancelled: bool = False
    is_public: bool = False


def calendar(name: str, events: Iterable[Event], now: dt.datetime) -> str:
    """The whole file, lines folded and ended as the standard wants them."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kith//Calendar//EN", "METHOD:PUBLISH",
        f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for event in events:
        lines += _event(event, now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, now: dt.datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(event.starts_at)}", f"DTEND:{_moment(event.ends_at)}",
        f"SUMMARY:{_text(event.summary)}",
        f"CLASS:{'PUBLIC' if event.is_public else 'PRIVATE'}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
    ]  # fmt: skip
    return [*lines, *([f"URL:{event.url}"] if event.url else []), "END:VEVENT"]


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """Cut at 75 octets, never inside a letter."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > LONGEST - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += octets
    return "\r\n ".join(piece.decode() for piece in [*parts, part])
