"""Rows as they are read for an export: their columns and nothing of the weight of a model."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kith.directory.models import Service

NOT_READ = frozenset(("extra", "external_id", "source_id"))


class Row:
    """One row of a table: its columns and what the query said of it, as attributes. Readers take
    this or an instance of the model, whichever they are given."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self.__dict__ = columns

    @property
    def pk(self) -> UUID:
        key: UUID = self.__dict__["id"]
        return key


def read(
    found: QuerySet, chunk_size: int | None = None, moments: bool = False
) -> Iterator[Any]:  # fmt: skip
    """The rows of a query; with `chunk_size` by a cursor, so that memory does not grow with them.

    When a row was changed is told of services only, and read of others where `moments` asks so:
    a moment takes as long to read as the rest of a row.
    """
    skip = NOT_READ if moments or found.model is Service else NOT_READ | {"modified_at"}
    names = [f.attname for f in found.model._meta.concrete_fields if f.attname not in skip]
    names += found.query.annotation_select
    values = found.values_list(*names)
    for row in values.iterator(chunk_size=chunk_size) if chunk_size else values:
        yield Row(dict(zip(names, row, strict=True)))
