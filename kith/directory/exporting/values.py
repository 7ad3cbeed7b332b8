"""Single values as HSDS writes them. None means: leave the key out, HSDS knows no null.

The schema of HSDS lets pass what no reader can use (an opening time of 25:99, a language called
"x", an address of the web without its scheme). What is not what it says it is stays out.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.encoding import iri_to_uri

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(rf"[+-]?\d{{0,2}}({'|'.join(DAYS)})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URI = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_HOURS_FROM_UTC = re.compile(r"[+-]?\d{1,2}(\.\d{1,2})?")


def plain(value: Any) -> Any:
    """Any column of the database as JSON has it."""
    write = _WRITTEN.get(type(value))
    return write(value) if write else value


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _time(value: dt.time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_WRITTEN: dict[type, Callable[[Any], Any]] = {
    str: lambda text: text or None,
    UUID: str,
    dt.datetime: _moment,
    dt.time: _time,
    dt.date: dt.date.isoformat,
    Decimal: _number,
}


def uri(value: str) -> str | None:
    """An absolute address in ASCII, or nothing."""
    text = iri_to_uri(value or "") or ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    whole = parts.scheme and (parts.netloc or parts.path) and _URI.fullmatch(text)
    return text if whole and text.count("#") <= 1 else None


def email(value: str) -> str | None:
    return value if value and _EMAIL.fullmatch(value) else None


def language(value: str) -> str | None:
    return value if value and _LANGUAGE.fullmatch(value) else None


def byday(value: str) -> str | None:
    """RFC 5545 days, comma separated: "MO,TU" or "2MO"."""
    parts = [part.strip() for part in (value or "").split(",")]
    return ",".join(parts) if all(_BYDAY.fullmatch(part) for part in parts) else None


def weekday(value: str) -> str | None:
    return value if value in DAYS else None


def identifier(value: str) -> str | None:
    try:
        return str(UUID(value))
    except ValueError:
        return None


def extension(value: str) -> int | None:
    """HSDS has a number here. "0123" and "x12" are not numbers: see `extension_text`."""
    return int(value) if value.isascii() and value.isdigit() and str(int(value)) == value else None


def hours_from_utc(value: str) -> int | float | None:
    """HSDS has a number here. A zone with summer time has two: see `timezone_name`."""
    if not _HOURS_FROM_UTC.fullmatch(value or ""):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
