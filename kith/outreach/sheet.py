"""A list of places that a coordinator has as a spreadsheet, read as stops; and stops as its rows.

A column is known by its name here or by its label in any language of the pages, a word of a cell
likewise: the sheet of a colleague, the template and the list that we give out are all read. The
row of the template that begins with # explains the columns, and is passed over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.core import spreadsheets
from kith.core.refusals import Refusal
from kith.outreach.actions import Place
from kith.outreach.actions.stops import refuse
from kith.outreach.models import Stop
from kith.outreach.sheet_words import CHOSEN, DAYS, FIELDS, headings, key, weekdays, words

MOST = 5000
"""Rows of one list."""
MOST_BYTES = 4 * 1024**2
TITLES = 10
"""The heading stands in one of so many rows: many have a title above it."""
LONGEST = 80
"""Of a cell that is shown with its fault."""
NEEDED = ("name", "latitude", "longitude")
ALL = tuple(FIELDS)
GIVEN = tuple(name for name in ALL if name != "welcome")
"""Columns that are given out: nobody's name is in them."""
PASSED_OVER = frozenset({"state"})
"""Columns of our own list that no list brings in: an idea begins as an idea."""

MORE_CELLS = _("The row has more cells than the heading. Is there a comma in a text?")


class NoSuchTable(Refusal):
    """Its message names the columns that are not there."""

    message = _("These columns are not there: %(columns)s.")
    status = 422

    def __init__(self, columns: Iterable[str]) -> None:
        super().__init__(self.message % {"columns": ", ".join(columns)})


class NoRows(Refusal):
    message = _("There is no stop in this list.")
    status = 422


class TooManyRows(Refusal):
    message = _("This list is too long: %(most)s rows at most. Bring it in by parts.")
    status = 422

    def __init__(self) -> None:
        super().__init__(self.message % {"most": MOST})


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be read."""

    row: int
    place: Place


@dataclass(frozen=True, slots=True)
class Fault:
    """column: as the sheet calls it, empty where the row is meant; cell: what stands there."""

    row: int
    column: str
    cell: str
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Sheet:
    """unread: columns that nothing here is meant by. wrong: how many rows have a fault."""

    lines: Sequence[Line]
    faults: Sequence[Fault]
    unread: Sequence[str]

    @property
    def wrong(self) -> int:
        return len({fault.row for fault in self.faults})


def explained() -> list[str]:
    """A row for the template: what each column is, and the words that may stand there."""
    told = [f"{field.label}{_allowed(name)}" for name, field in FIELDS.items()]
    return [f"# {told[0]}", *told[1:]]


def _allowed(name: str) -> str:
    return f": {' / '.join(word for word, _meaning in allowed(name))}" if allowed(name) else ""


def allowed(name: str) -> list[tuple[str, str | Promise]]:
    """Words of a column that is chosen from, and what they mean."""
    if name == "weekdays":
        return [(day, WEEKDAYS[at]) for at, day in enumerate(DAYS)]
    choices: Any = getattr(FIELDS[name], "choices", ())
    return [(value, label) for value, label in choices if value]


def cells(stop: Stop | Place, columns: Sequence[str] = GIVEN) -> list[object]:
    """A stop as a row of these columns, which `read` reads again."""
    return [_written(getattr(stop, name)) for name in columns]


def _written(value: Any) -> object:
    """Days as words: a spreadsheet would take "1,2" for a number."""
    if isinstance(value, list | tuple):
        return " ".join(DAYS[day - 1] for day in value)
    return value


def carried(places: Iterable[Place]) -> list[list[str]]:
    """These as a list that `read_rows` reads again."""
    rows = [["" if cell is None else str(cell) for cell in cells(one, ALL)] for one in places]
    return [list(ALL), *rows]


def read(data: bytes) -> Sheet:
    """A file as somebody saved it."""
    if len(data) > MOST_BYTES:
        raise TooManyRows
    return read_rows(spreadsheets.read(data))


def read_rows(rows: Sequence[Sequence[str]]) -> Sheet:
    """Every row with what is wrong in it. Raises where it is no table of stops at all."""
    at, columns = _heading(rows)
    told = [(n, row) for n, row in enumerate(rows[at + 1 :], at + 2) if _says(row)]
    if not told:
        raise NoRows
    if len(told) > MOST:
        raise TooManyRows
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, row in told:
        place = _place(number, row, columns, rows[at], faults)
        if place is not None:
            lines.append(Line(number, place))
    return Sheet(lines, faults, _unread(rows[at], columns))


def _says(row: Sequence[str]) -> bool:
    explains = row[:1] and row[0].startswith("#") and key(row[0]) in headings()
    return not explains and any(cell.strip() for cell in row)


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """(its index, the fields of its columns), the first row that has all that is needed."""
    found = [(at, _fields(row)) for at, row in enumerate(rows[:TITLES])]
    for at, columns in found:
        if set(columns) >= set(NEEDED):
            return at, columns
    best = max((columns for _at, columns in found), key=lambda one: len(set(one)), default=[])
    raise NoSuchTable(str(FIELDS[name].label) for name in NEEDED if name not in best)


def _fields(row: Sequence[str]) -> list[str]:
    """The field of each cell of a heading; "" where nothing is meant, or it was meant already."""
    seen: list[str] = []
    for cell in row:
        name = headings().get(key(cell), "")
        seen.append("" if name in seen else name)
    return seen


def _unread(heading: Sequence[str], columns: Sequence[str]) -> list[str]:
    cells = zip(heading, columns, strict=True)
    return [cell.strip() for cell, name in cells
            if not name and cell.strip() and key(cell) not in PASSED_OVER]  # fmt: skip


def _place(
    number: int, row: Sequence[str], columns: Sequence[str], heading: Sequence[str],
    faults: list[Fault],
) -> Place | None:  # fmt: skip
    """What one row says; None where it has a fault, which is then among the faults."""
    before, values, wrong = len(faults), dict[str, Any](), set[str]()
    if any(cell.strip() for cell in row[len(columns) :]):
        faults.append(Fault(number, "", _cut(" … ".join(row[len(columns) :])), MORE_CELLS))
    for name, cell, called in zip(columns, row, heading, strict=False):
        if text := spreadsheets.plain(cell) if name else "":
            try:
                values[name] = FIELDS[name].clean(_as_typed(name, text))
            except ValidationError as error:
                faults.append(Fault(number, called, _cut(text), " ".join(error.messages)))
                wrong.add(name)
    for name in NEEDED:
        if name not in values and name not in wrong:
            called = heading[columns.index(name)]
            faults.append(Fault(number, called, "", FIELDS[name].error_messages["required"]))
    if len(faults) > before:
        return None
    return _refused(number, _of(values), faults)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _of(values: Mapping[str, Any]) -> Place:
    return Place(**{**values, "weekdays": tuple(values.get("weekdays", ()))})


def _refused(number: int, place: Place, faults: list[Fault]) -> Place | None:
    """What no cell has alone."""
    why: str | Promise = ""
    if place.latitude == 0 and place.longitude == 0:
        why = _("Zero degrees north and east: nobody knew where it lies.")
    try:
        refuse(place)
    except Refusal as refusal:
        why = str(refusal)
    if why:
        faults.append(Fault(number, "", _cut(place.name), why))
    return None if why else place


def _as_typed(name: str, text: str) -> Any:
    """A cell as the form has it."""
    if name == "weekdays":
        return _days(text)
    if isinstance(FIELDS[name], forms.FloatField):
        return _number(text)
    if name in CHOSEN:
        return words(name).get(key(text), text) if key(text) else ""
    return text


def _number(text: str) -> str:
    """Degrees with a comma, with a mark of degrees, with a minus as printers have it."""
    told = text.replace("\u2212", "-").replace("°", "").replace("\u00a0", "").strip()
    return told.replace(",", ".") if "." not in told else told


def _days(text: str) -> list[str]:
    """“mon tue”, “1;2”, “segunda-feira, terça-feira”, “Mon–Fri”. A word that is no day stays one,
    for the form to refuse."""
    days, found = weekdays(), list[str]()
    for part in re.split(r"[\s,;/]+", text.strip()):
        ends = [days.get(key(end), 0) for end in re.split(r"[-–]", part)]
        if key(part) not in days and len(ends) == 2 and all(ends):
            span = range(ends[0], ends[1] + 1 + 7 * (ends[0] > ends[1]))
            found += (str((day - 1) % 7 + 1) for day in span)
        else:
            found.append(str(days.get(key(part), part)))
    return found
