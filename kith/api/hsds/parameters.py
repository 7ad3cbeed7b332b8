"""What may be asked of a list. Each parameter reads its text or says what it should have been."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.api.hsds.refusals import Wrong
from kith.directory.exporting.values import DAYS

LARGEST = 2**31 - 1
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """`read` turns text into a value or raises ValueError; `schema` says the same to a machine."""

    name: str
    about: str
    schema: dict[str, Any]
    read: Callable[[str], Any]
    wants: str

    def value(self, text: str) -> Any:
        try:
            text.encode()  # half of a surrogate pair is no text
            if "\x00" in text:
                raise ValueError
            return self.read(text)
        except (ValueError, OverflowError) as error:
            raise self.refusal() from error

    def refusal(self) -> Wrong:
        return Wrong(f"`{self.name}` should be {self.wants}. Change it or leave it out.", self.name)


def _text(name: str, about: str, longest: int) -> Parameter:
    def read(text: str) -> str:
        if len(text) > longest:
            raise ValueError
        return text.strip()

    schema = {"type": "string", "maxLength": longest, "pattern": r"^[^\u0000]*$"}
    return Parameter(name, about, schema, read, f"text of at most {longest} characters")


def _whole(name: str, about: str, least: int, most: int) -> Parameter:
    def read(text: str) -> int:
        if len(text) > 12 or not text.isascii() or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Parameter(name, about, schema, read, f"a whole number from {least} to {most}")


def _number(name: str, about: str, most: int) -> Parameter:
    def read(text: str) -> float:
        number = float(text)
        if not math.isfinite(number) or not 0 <= number <= most:
            raise ValueError
        return number

    schema = {"type": "number", "minimum": 0, "maximum": most}
    return Parameter(name, about, schema, read, f"a number from 0 to {most}")


def _flag(name: str, about: str) -> Parameter:
    def read(text: str) -> bool:
        return {"true": True, "false": False}[text] if text in ("true", "false") else _fail()

    return Parameter(name, about, {"type": "boolean"}, read, "true or false")


def _choice(name: str, about: str, *known: str) -> Parameter:
    def read(text: str) -> str:
        return text if text in known else _fail()

    return Parameter(
        name, about, {"type": "string", "enum": list(known)}, read, f"one of {', '.join(known)}"
    )


def _id(name: str, about: str) -> Parameter:
    def read(text: str) -> UUID:
        return UUID(text) if len(text) == 36 else _fail()

    schema = {"type": "string", "format": "uuid"}
    return Parameter(name, about, schema, read, "an id (UUID) as this directory gives them")


def _time(name: str, about: str) -> Parameter:
    def read(text: str) -> dt.time:
        parts = text.split(":")
        if len(parts) not in (2, 3) or any(len(p) != 2 or not p.isascii() for p in parts):
            raise ValueError
        hour, minute, second = (int(part) for part in (*parts, "0")[:3])
        return dt.time(hour, minute, second)

    return Parameter(name, about, {"type": "string", "pattern": TIME}, read, "a time as 09:30")


def _moment(name: str, about: str) -> Parameter:
    def read(text: str) -> dt.datetime:
        # In the address a plus sign that was not encoded arrives as a space.
        moment = dt.datetime.fromisoformat(text.strip().replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)

    formats = [{"type": "string", "format": f} for f in ("date-time", "date")]
    return Parameter(
        name, about, {"anyOf": formats}, read, "a moment as 2026-03-01T09:30:00Z, or a day"
    )


def _fail() -> Any:
    raise ValueError


PAGE = _whole("page", "Number of the page, from 1.", 1, LARGEST)
PER_PAGE = _whole(
    "per_page",
    "Rows on a page: 50 unless asked, at most 500, with `minimal` at most 10000. More is cut to "
    "that; `total_pages` counts pages of the size that was sent.",
    1, LARGEST,
)  # fmt: skip
FORMAT = _choice(
    "format",
    "`json`: pages. `ndjson`: all rows in one stream, one a line, by id.",
    "json",
    "ndjson",
)

PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        _text("search", "Words that must all be found; the best matches come first.", 200),
        PAGE,
        PER_PAGE,
        FORMAT,
        _id("taxonomy_term_id", "Only what carries this term."),
        _id("taxonomy_id", "Only what carries any term of this taxonomy."),
        _id("organization_id", "Only what this organization offers."),
        _moment(
            "modified_after",
            "Only what changed at or after this moment, itself or in what hangs on it.",
        ),
        _flag("minimal", "Only `id` and `last_modified`."),
        _flag("full", "Everything that hangs on each row, nested."),
        _flag("full_service", "The services of the organization with everything, nested."),
        _text(
            "postcode",
            "Services at an address with this postcode, that say they cover it, or that serve "
            "everywhere. With `proximity`: those near its middle.",
            20,
        ),
        _number(
            "proximity",
            "Metres from the middle of `postcode`. Places whose address is confidential are found "
            "by the middle of their area, or not at all.",
            20_100_000,
        ),
        _flag("top_only", "Only terms that have no parent."),
        _id("parent_id", "Only terms directly below this one."),
        _whole("minimum_age", "Services whose minimum age is at least this.", 0, 200),
        _whole("maximum_age", "Services whose maximum age is at most this.", 0, 200),
        _time("start_time", "Services with hours that open at this time or later."),
        _time("end_time", "Services with hours that close at this time or earlier."),
        _choice("day", "Services with hours on this day of the week.", *DAYS),
    )
}
