"""New rows in, different rows changed, missing rows taken off the list: each counted."""

import datetime as dt
from typing import Any

from kith.directory.importing.report import TableCounts
from kith.directory.importing.standing import FROM_SOURCE
from kith.directory.importing.tables import Column, Table, table

STEWARDED = frozenset(("organization", "service"))
OUR_WORD = ("do_not_list", "do_not_refer", "do_not_reason")


def upsert(work: Any, name: str, now: dt.datetime) -> None:
    """One statement: insert what is new, update what differs, leave alone what does not.

    Only columns the source speaks of are compared and written, so what somebody here added
    (a cost, a language, a check) survives; `given` says which those are. No ON CONFLICT: it would
    lock, and so write, each row that stays as it is. The caller has locked the source.
    """
    spec = table(name)
    columns = [c for c in spec.columns if c.column != "steward_id"]
    steward = work.run.organization_id if name in STEWARDED else None
    names = [f'"{c.column}"' for c in columns] + (["steward_id"] if name in STEWARDED else [])
    values = [f'i."{c.column}"' for c in columns] + (["%(steward)s"] if name in STEWARDED else [])
    written = [c for c in columns if (name, c.column) in work.given]
    cursor = work.run_sql(
        f"""
        WITH changed AS (
            UPDATE {spec.db_table} t SET extra = i.extra, removed_at = NULL,
                modified_at = %(now)s{_assignments(written)}
            FROM in_{name} i WHERE t.id = i.id AND {_differs(name, written)}
            RETURNING {_touches(name)}
        ), added AS (
            INSERT INTO {spec.db_table} AS t
                (id, source_id, external_id, extra, modified_at, {", ".join(names)})
            SELECT i.id, %(source)s, i.external_id, i.extra, %(now)s, {", ".join(values)}
            FROM in_{name} i WHERE NOT EXISTS (SELECT FROM {spec.db_table} t WHERE t.id = i.id)
            ORDER BY i.id -- the index of ids then grows at one place at a time
            RETURNING {_touches(name)}
        ), noted AS (
            INSERT INTO in_touched SELECT {TOUCHES} FROM changed
            UNION ALL SELECT {TOUCHES} FROM added)
        SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM changed),
            (SELECT count(*) FROM in_{name})""",  # noqa: S608 - names of our own models
        {"source": work.source, "now": now, "steward": steward, "ours": FROM_SOURCE},
    )
    added, changed, staged = cursor.fetchone()
    counts = work.tables[name]
    counts.added, counts.changed, counts.unchanged = added, changed, staged - added - changed


TOUCHES = "service_id, location_id, door_id, organization_id, term_id"


def _touches(name: str) -> str:
    """What a changed row hangs on, as columns of in_touched: whose listing may be wrong now."""
    own = {"service": "service_id", "location": "location_id", "service_at_location": "door_id",
           "organization": "organization_id", "taxonomy_term": "term_id"}  # fmt: skip
    links = {link.column: link.column for link in table(name).links}
    links["door_id"] = links.pop("service_at_location_id", "")
    if name == "service":
        links.pop("organization_id")  # the service itself is enough
    if name == "attribute":
        links |= {"service_id": "link_id", "term_id": ""}
    if name in own:
        links[own[name]] = "id"
    return ", ".join(
        f't."{links[column]}" AS {column}' if links.get(column) else f"NULL::uuid AS {column}"
        for column in TOUCHES.split(", ")
    )


def _assignments(written: list[Column]) -> str:
    return "".join(f', "{c.column}" = {_new_value(c.column)}' for c in written)


def _new_value(column: str) -> str:
    """What somebody here decided to hide stays hidden, whatever the source says."""
    if column in OUR_WORD:
        return (
            "CASE WHEN (t.do_not_list OR t.do_not_refer) AND t.do_not_reason <> %(ours)s"
            f' THEN t."{column}" ELSE i."{column}" END'
        )
    return f'i."{column}"'


def _differs(name: str, written: list[Column]) -> str:
    old = ['t."extra"', *(f't."{c.column}"' for c in written)]
    new = ["i.extra", *(_new_value(c.column) for c in written)]
    differs = (
        f"(t.removed_at IS NOT NULL OR ({', '.join(old)}) IS DISTINCT FROM ({', '.join(new)}))"
    )
    # A confidential place is kept by hand here; its source has no say over it any more.
    return f"{differs} AND t.confidentiality = 'full'" if name == "location" else differs


def has_rows(work: Any, name: str) -> bool:
    """Whether the source has rows here already, of which some may be missing now."""
    found = f"SELECT EXISTS (SELECT FROM {table(name).db_table} WHERE source_id = %s)"  # noqa: S608
    return bool(work.run_sql(found, [work.source]).fetchone()[0])


def remove_missing(work: Any, name: str, now: dt.datetime, *, staged: bool) -> None:
    """Rows of the source that a whole run no longer has are taken off the list, not deleted."""
    spec: Table = table(name)
    gone = ", status = 'inactive'" if name == "service" else ""
    absent = f"AND NOT EXISTS (SELECT FROM in_{name} i WHERE i.id = t.id)" if staged else ""
    cursor = work.run_sql(
        f"""
        WITH gone AS (
            UPDATE {spec.db_table} t SET removed_at = %(now)s, modified_at = %(now)s{gone}
            WHERE t.source_id = %(source)s AND t.removed_at IS NULL {absent}
            RETURNING {_touches(name)}
        ), noted AS (INSERT INTO in_touched SELECT {TOUCHES} FROM gone)
        SELECT count(*) FROM gone""",  # noqa: S608
        {"source": work.source, "now": now},
    )
    removed = cursor.fetchone()[0]
    if removed:
        work.tables.setdefault(name, TableCounts()).removed = removed


def name_needs(work: Any) -> None:
    """Another directory's words for needs are joined to Kith's by name, in any language.

    Only where nobody has decided yet, and only where the name leaves one possibility.
    """
    work.run_sql(
        """
        WITH word AS (
            SELECT kith_plain(n.name) AS name, min(t.id::text)::uuid AS term
            FROM (SELECT term_id, name FROM directory_termname WHERE removed_at IS NULL
                  UNION SELECT id, name FROM directory_taxonomyterm WHERE removed_at IS NULL) n
            JOIN directory_taxonomyterm t ON t.id = n.term_id
            JOIN directory_taxonomy x ON x.id = t.taxonomy_id AND x.kind IN ('needs', 'communities')
            GROUP BY 1 HAVING count(DISTINCT t.id) = 1
        ), joined AS (
            UPDATE directory_taxonomyterm t SET stands_for_id = word.term FROM word
            WHERE t.source_id = %(source)s AND t.stands_for_id IS NULL AND t.removed_at IS NULL
                AND word.term <> t.id AND kith_plain(t.name) = word.name RETURNING t.id)
        INSERT INTO in_touched (term_id) SELECT id FROM joined""".replace(
            "kith_plain(n.name)", PLAIN.format("n.name")
        ).replace("kith_plain(t.name)", PLAIN.format("t.name")),
        {"source": work.source},
    )


PLAIN = "btrim(regexp_replace(lower(unaccent({})), '[^[:alnum:]]+', ' ', 'g'))"
