"""Every loss of a run as CSV, with the sentence beside the code."""

import csv
from typing import Any, TextIO

from kith.core.spreadsheets import harmless
from kith.directory.importing.reasons import sentence
from kith.directory.models.importing import ImportRun

COLUMNS = ("file", "row", "table", "column", "reason", "in words", "whole row", "what stood there")


def write(run: ImportRun, out: TextIO) -> int:
    """In the order in which they were found; how many. A big report does not fit in memory."""
    writer: Any = csv.writer(out)
    writer.writerow(COLUMNS)
    count = 0
    for loss in run.losses.order_by("id").iterator(chunk_size=2000):
        writer.writerow([
            harmless(loss.file), loss.row, loss.table, harmless(loss.column), loss.reason,
            sentence(loss.reason), "yes" if loss.whole_row else "no", harmless(loss.excerpt),
        ])  # fmt: skip
        count += 1
    return count
