"""Sheets for people: cells that a spreadsheet shows and does not run (CWE-1236), and tables as real
spreadsheets save them, in whatever encoding, with commas, semicolons or tabs.

For lists that people open. What other software reads (the HSDS data package) is written as it is.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of .xlsx, .ods and .xls begin."""
SEEN = 256 * 1024
"""Bytes that an encoding is guessed from."""


class NotATable(Refusal):
    message = _("This is no table that can be read here. Save it as CSV, and choose that file.")
    status = 422


def harmless(value: object) -> object:
    """A text that begins like a formula gets an apostrophe; None is empty, the rest stays."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A list for a spreadsheet, as a file of that name."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(columns)
    for row in rows:
        sheet.writerow([harmless(cell) for cell in row])
    found = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def plain(cell: str) -> str:
    """What somebody wrote in a cell, also where `harmless` wrote it down."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


def read(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, empty ones too, so that the first is row 1. Raises NotATable."""
    if data.startswith(WORKBOOKS):
        raise NotATable
    text = _decoded(data).replace("\x00", "")
    first, _end, rest = text.partition("\n")
    if first.casefold().strip().strip('"').startswith("sep="):  # a spreadsheet's note to itself
        text = rest
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    except csv.Error as error:
        raise NotATable from error


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(guess(data[:SEEN]), "replace")


def guess(start: bytes) -> str:
    """Letters with accents stand alone among others: then it is Windows-1252. Other scripts come in
    runs, and are told apart."""
    from charset_normalizer import from_bytes

    runs = re.findall(rb"[\x80-\xff]+", start)
    if sum(len(run) == 1 for run in runs) > len(runs) / 2:
        return "cp1252"
    best = from_bytes(start).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"


def delimiter(sample: str) -> str:
    """What the first line that says something has most of."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    best = max(",;\t|", key=first.count)
    return best if first.count(best) else ","
