"""Taking a copy of the log."""

import csv
import io
from collections.abc import Iterator

from kith.accounts import tenancy
from kith.accounts.access import require_administrator
from kith.accounts.models import Member
from kith.accounts.queries import log
from kith.audit import chain, queries
from kith.core.spreadsheets import harmless

COLUMNS = ("at", "who", "what", "subject", "subject_id", "detail")


def export_log(*, by: Member, wanted: queries.Filter) -> str:
    """The chosen entries as CSV. That this copy was made stands in the log, and not in the copy."""
    require_administrator(by)
    with tenancy.acting_for(by.organization_id):
        entries = queries.entries(by.organization_id, wanted)
        text, count = _csv(log.batches(entries.iterator(chunk_size=2000)))
        chain.record(
            "log_exported", by=by, organization=by.organization_id, stream="settings", rows=count
        )
    return text


def _csv(lines: Iterator[log.Line]) -> tuple[str, int]:
    out, count = io.StringIO(), 0
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        cells = (line.who, line.verb, line.subject, line.subject_id or "", line.detail)
        writer.writerow([line.at.isoformat(), *(harmless(str(cell)) for cell in cells)])
        count += 1
    return out.getvalue(), count
