"""Cells that a spreadsheet shows and does not run (CWE-1236).

For lists that people open. What other software reads (the HSDS data package) is written as it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


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
