"""All listed services, nested, batch after batch: memory does not grow with the directory."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from kith.directory.exporting import gather, hsds, rows

BATCH = 200


def batches(found: QuerySet, size: int = BATCH) -> Iterator[list[Any]]:
    """Rows by rising id. Each batch is a query of its own, so none stays open between them."""
    found, last = found.order_by("pk"), None
    while True:
        following = found.filter(pk__gt=last) if last else found
        batch = list(rows.read(following[:size], moments=True))
        if batch:
            yield batch
        if len(batch) < size:
            return
        last = batch[-1].pk


def nested(
    name: str, found: QuerySet, around: Callable[[list[Any]], gather.Gathered], size: int = BATCH
) -> Iterator[hsds.Object]:
    """Every row of a table as a nested object."""
    for batch in batches(found, size):
        yield from hsds.objects(name, around(batch))
