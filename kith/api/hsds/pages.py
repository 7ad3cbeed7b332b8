"""One page of a list, in the envelope of HSDS."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kith.api.hsds.asked import Asked

USUAL, MOST, MOST_MINIMAL = 50, 500, 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """rows: of this page. total: of all pages. number: from 1; past the last the page is empty."""

    rows: list[Any]
    total: int
    number: int
    per_page: int

    def envelope(self, contents: list[Any]) -> dict[str, Any]:
        pages = -(-self.total // self.per_page)
        return {
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.number,
            "size": len(self.rows),
            "first_page": self.number == 1,
            "last_page": self.number >= pages,
            "empty": not self.rows,
            "contents": contents,
        }


def cut(found: QuerySet, asked: Asked) -> Page:
    """Count, then read one page. The order ends in the id, so pages do not overlap."""
    minimal = asked.get("minimal", False)
    most = MOST_MINIMAL if minimal else MOST
    per_page = min(asked.get("per_page", most if minimal else USUAL), most)
    number = asked.get("page", 1)
    total = found.count()
    start = (number - 1) * per_page
    if not found.query.order_by:
        found = found.order_by("pk")
    rows = list(found[start : start + per_page]) if start < total else []
    return Page(rows, total, number, per_page)
