"""A whole run takes off the list what it no longer has. A file that was cut short would take nearly
everything: so too many at once are refused until somebody says that they really are gone.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal
from kith.directory.importing.tables import MODELS, table

SHARE, COUNT = 0.2, 20
"""More than this part of a table, and more rows than this."""
NAMED = {
    "service": _("services"), "location": _("places"), "organization": _("organisations"),
    "phone": _("telephone numbers"), "schedule": _("opening hours"), "address": _("addresses"),
}  # fmt: skip


class TooManyGone(Refusal):
    """Either the file was cut short, or somebody has to say that it was not."""

    def __init__(self, gone: dict[str, tuple[int, int]]) -> None:
        super().__init__(sentence(gone))
        self.gone = gone


def sentence(gone: dict[str, tuple[int, int]]) -> str:
    """What would go, in numbers, and what to do."""
    parts = ", ".join(
        f"{name_of(name)}: {count} / {total}" for name, (count, total) in gone.items()
    )
    return gettext(
        "Too much of what this source had is missing here, so nothing was changed: %(parts)s. "
        "Please look whether the file was cut short. If not, say that it may go: tick the box, or "
        "add --allow-removals."
    ) % {"parts": parts}


def name_of(name: str) -> str:
    return str(NAMED.get(name, name.replace("_", " ")))


def too_many(work: Any, names: list[str]) -> dict[str, tuple[int, int]]:
    """Table -> (rows that would go, rows there are), of those that would lose too many.

    Services count by themselves. Other tables by how much they shrink: there are sources that give
    their phones new ids each night.
    """
    found = {}
    for name in MODELS:
        if name not in work.whole:
            continue
        total, gone, new = _counts(work, name, staged=name in names)
        lost = gone if name == "service" else gone - new
        is_all = name == "service" and gone == total >= 5  # a small source, emptied
        if (lost > COUNT and lost > SHARE * total) or is_all:
            found[name] = (lost, total)
    return found


def _counts(work: Any, name: str, *, staged: bool) -> tuple[int, int, int]:
    """Rows of the source now, those this run does not have, and those that are new in it."""
    there = f"SELECT id FROM {table(name).db_table} WHERE source_id = %s AND removed_at IS NULL"  # noqa: S608
    if not staged:
        total = work.run_sql(f"SELECT count(*) FROM ({there}) t", [work.source]).fetchone()[0]  # noqa: S608
        return total, total, 0
    row: tuple[int, int, int] = work.run_sql(
        f"""
        SELECT count(t.id), count(t.id) FILTER (WHERE i.id IS NULL),
            count(i.id) FILTER (WHERE t.id IS NULL)
        FROM ({there}) t FULL JOIN in_{name} i ON i.id = t.id""",  # noqa: S608 - own names
        [work.source],
    ).fetchone()
    return row
