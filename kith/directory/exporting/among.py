"""`column = ANY (one array)`: thousands of ids, each a parameter of its own, are slow to send."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Lookup, Q, UUIDField


class Ids(str):
    """Ids as the database writes an array: one text is sent as it is, a list item by item."""

    __slots__ = ()


@UUIDField.register_lookup
@CharField.register_lookup
class Among(Lookup):
    """The array goes to the database as it is."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        kind = "uuid[]" if isinstance(self.lhs.output_field, UUIDField) else "text[]"
        return f"{column} = ANY (%s::{kind})", (*parameters, str(self.rhs))


def among(name: str, ids: Iterable[Any]) -> Q:
    """Rows whose column, or the id of whose owner, is one of these UUIDs."""
    return Q(**{f"{name}__among": Ids("{" + ",".join(map(str, ids)) + "}")})
