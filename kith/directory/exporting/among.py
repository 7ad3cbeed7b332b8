"""`column = ANY (one array)`: thousands of ids, each a parameter of its own, are slow to send."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Lookup, Q, UUIDField


@UUIDField.register_lookup
@CharField.register_lookup
class Among(Lookup):
    """The array goes to the database as it is."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY (%s)", (*parameters, list(self.rhs))


def among(name: str, ids: Iterable[Any]) -> Q:
    """Rows whose column, or the id of whose owner, is one of these."""
    return Q(**{f"{name}__among": tuple(ids)})
