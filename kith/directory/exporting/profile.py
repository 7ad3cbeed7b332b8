"""Kith's HSDS profile: what it adds, as JSON Merge Patch (RFC 7396) files over the HSDS schemas.

Made from the tables, so that a column cannot be published without being declared.
"""

from typing import Any

from kith.directory.exporting.tables import TABLES

VERSION = "3.1"
TITLE = "Kith profile of HSDS 3.1"
DESCRIPTION = (
    "HSDS 3.1 with a few keys more, where HSDS has none. No key of HSDS changes its meaning or its "
    "type, so a reader of plain HSDS may pass over all of this."
)


def patches() -> dict[str, dict[str, Any]]:
    """File name -> the patch of the HSDS schema of that name."""
    found = {}
    for table in TABLES.values():
        own = {c.name: c.schema | {"description": c.about} for c in table.columns if c.own}
        if own:
            found[f"{table.name}.json"] = {"properties": own}
    return found
