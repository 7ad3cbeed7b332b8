"""One typed value at a time: what the database will take, or why it cannot.

Each function takes what stood in the file and returns text as PostgreSQL reads it. `Altered` says
that something else than what stood there goes on (or nothing), and why.
"""

import datetime as dt
import html
import math
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

Clean = Callable[[Any], str | None]
NULLISH = frozenset(("", "null", "none", "n/a", "na", "nan", "nil", "-", "--", "undefined"))


class Altered(Exception):
    """The value goes on as `value` (None: not at all)."""

    def __init__(self, reason: str, value: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.value = reason, value


def plain(raw: Any) -> str:
    """Any value of a file as trimmed text."""
    if type(raw) is str:
        return raw.strip()
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, list | tuple | set):
        return ", ".join(plain(part) for part in raw)
    if isinstance(raw, dict):
        return ", ".join(f"{key}: {plain(value)}" for key, value in raw.items() if value)
    return str(raw).strip()


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")


def text(limit: int | None) -> Clean:
    """Words, without mark-up and invisible characters, at most `limit` long."""

    def clean(raw: Any) -> str | None:
        value, reason = plain(raw), ""
        if not value.isprintable() and _CONTROL.search(value):
            value, reason = _CONTROL.sub("", value).strip(), "control_removed"
        if "<" in value or "&" in value:
            value, reason = _without_markup(value, reason)
        if limit is not None and len(value) > limit:
            raise Altered("too_long", value[:limit].rstrip())
        if reason:
            raise Altered(reason, value)
        return value

    return clean


def _without_markup(value: str, reason: str) -> tuple[str, str]:
    if _TAG.search(value):
        import nh3

        broken = re.sub(r"(?i)<(br|/p|/li|/div)\s*/?>", "\n", value)
        bare = html.unescape(nh3.clean(broken, tags=set())).strip()
        return re.sub(r"\n{3,}", "\n\n", bare), "html_removed"
    if _ENTITY.search(value):
        return html.unescape(value).replace("\xa0", " ").strip(), "html_removed"
    return value, reason


_EMAIL = re.compile(r"[^@\s,;<>()\"']+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,24}")


def email(raw: Any) -> str | None:
    value = plain(raw)
    if _EMAIL.fullmatch(value) and len(value) <= 254:
        return value
    found = _EMAIL.findall(value)
    if not found:
        raise Altered("bad_email")
    raise Altered("several_emails" if len(found) > 1 else "bad_email", found[0][:254])


_URL = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.I)
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.I)


def url(limit: int | None) -> Clean:
    """A web address people can press. Only http and https: nothing that a page could run."""

    def clean(raw: Any) -> str | None:
        value = plain(raw)
        if limit is not None and len(value) > limit - 8:
            raise Altered("bad_url")
        if _URL.fullmatch(value):
            return value
        if _BARE.fullmatch(value):
            raise Altered("url_scheme_added", f"https://{value}")
        raise Altered("bad_url")

    return clean


_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_LONG = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y", "%Y/%m/%d",
         "%Y%m%d")  # fmt: skip
_EXCEL_DAY, _EXCEL_DAYS = dt.date(1899, 12, 30), range(20_000, 80_000)
"""A spreadsheet that lost its formats writes days as numbers: those of 1954 to 2119 are taken."""


@lru_cache(maxsize=10_000)
def _date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        pass
    if match := _DAY_FIRST.fullmatch(value):
        return _numeric_date(*(int(part) for part in match.groups()))
    if value.isdigit() and len(value) == 5 and int(value) in _EXCEL_DAYS:
        return _EXCEL_DAY + dt.timedelta(int(value))
    for shape in _LONG:
        try:
            return dt.datetime.strptime(value, shape).date()
        except ValueError:
            continue
    raise Altered("bad_date")


def _numeric_date(first: int, second: int, year: int) -> dt.date:
    """12/24/2015 is Christmas Eve everywhere; 04/05/2015 is two days on two continents."""
    if first <= 12 and second <= 12 and first != second:
        raise Altered("ambiguous_date")
    month, day = (first, second) if first <= 12 else (second, first)
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise Altered("bad_date") from None


def date(raw: Any) -> str | None:
    found = _date(plain(raw))
    if found.year < 1800:
        raise Altered("bad_date")
    return found.isoformat()


def moment(raw: Any) -> str | None:
    value = plain(raw)
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        return f"{date(value)}T00:00:00+00:00"
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).isoformat()


def time(raw: Any) -> str | None:
    """ "9:00:00". Typed times are read in `schedules`; what arrives here is already exact."""
    try:
        return dt.time.fromisoformat(plain(raw)).isoformat()
    except ValueError:
        raise Altered("bad_time") from None


def whole(low: int, high: int) -> Clean:
    def clean(raw: Any) -> str | None:
        value = plain(raw).replace(",", "")
        try:
            number = float(value)
        except ValueError:
            raise Altered("bad_number") from None
        if not math.isfinite(number) or not low <= number <= high:
            raise Altered("bad_number")
        if not number.is_integer():
            raise Altered("bad_number", str(int(number)))
        return str(int(number))

    return clean


def money(raw: Any) -> str | None:
    """An amount of at most twelve digits, two of them after the point; never below nothing."""
    value = re.sub(r"^[^\d.-]{1,4}|\s|,(?=\d{3}\b)", "", plain(raw))
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise Altered("bad_number") from None
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 10:
        raise Altered("bad_number")
    return str(amount.quantize(Decimal("0.01")))


def degrees(raw: Any) -> str | None:
    try:
        value = float(plain(raw))
    except ValueError:
        raise Altered("bad_coordinates") from None
    if not math.isfinite(value):
        raise Altered("bad_coordinates")
    return repr(value)


YES = frozenset(("true", "yes", "y", "t", "1", "x", "on", "checked", "si", "sí", "oui", "sim"))
NO = frozenset(("false", "no", "n", "f", "0", "off", "none", "non", "não", "nao", ""))


def is_yes(raw: Any) -> bool:
    return plain(raw).lower() in YES


def boolean(raw: Any) -> str | None:
    value = plain(raw).lower()
    if value in YES:
        return "t"
    if value in NO:
        return "f"
    raise Altered("unknown_value")


def choice(allowed: dict[str, str]) -> Clean:
    """One of a list; `allowed` maps every spelling, in lower case, to the value kept."""

    def clean(raw: Any) -> str | None:
        value = plain(raw).lower().replace("_", " ")
        if value in allowed:
            return allowed[value]
        raise Altered("unknown_value")

    return clean


def choices(allowed: dict[str, str]) -> Clean:
    """Several of a list, as a PostgreSQL array."""

    def clean(raw: Any) -> str | None:
        parts = raw if isinstance(raw, list) else re.split(r"[,;|]", plain(raw))
        words = [plain(part).lower().replace("_", " ") for part in parts]
        kept = dict.fromkeys(allowed[word] for word in words if word in allowed)
        array = "{" + ",".join(kept) + "}"
        if any(word not in allowed for word in words if word):
            raise Altered("unknown_value", array)
        return array

    return clean


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def time_zone(raw: Any) -> str | None:
    value = plain(raw)
    if value in _zones():
        return value
    raise Altered("unknown_time_zone")


def currency(raw: Any) -> str | None:
    value = plain(raw).upper()
    if re.fullmatch(r"[A-Z]{3}", value):
        return value
    raise Altered("unknown_value")


def phone_number(raw: Any) -> str | None:
    value = re.sub(r"\s+", " ", _CONTROL.sub("", plain(raw))).strip("\"' ")
    if not any(c.isdigit() for c in value) and not re.search(r"[A-Za-z]{3}", value):
        return ""
    if len(value) > 80:
        raise Altered("too_long", value[:80])
    return value
