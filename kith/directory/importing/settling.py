"""Before anything is written: one row per id, no link into nothing, no confidential address."""

from typing import Any

from kith.directory.importing import confiding
from kith.directory.importing.tables import NULL, Column, table


def settle(work: Any, names: list[str]) -> None:
    """Settle each table, parents first, so that what hangs on a lost row is lost with it."""
    _remember_excluded(work)
    for name in names:
        _one_per_id(work, name)
        _leave_out_excluded(work, name)
        if name == "organization" and "service" in names:
            _make_organizations(work)
        if name == "service_at_location":
            _one_door_each(work, names)
        for link in table(name).links:
            if link.target != name:
                _check_link(work, name, link, names)
        for link in table(name).links:
            if link.target == name:
                _check_link(work, name, link, names)
        if name == "attribute":
            _check_attributes(work, names)
        if name == "taxonomy_term":
            _break_circles(work)
        if name == "location":
            _protect_places(work)
        if name == "address":
            _refuse_addresses(work, names)


def _rows(work: Any, statement: str, parameters: Any = None) -> list[tuple]:
    return work.run_sql(statement, parameters).fetchall()


def _one_per_id(work: Any, name: str) -> None:
    """The row that says most stays. A nested second mention is no loss: it is the same thing."""
    gone = _rows(
        work,
        f"""
        WITH ranked AS (
            SELECT _seq, row_number() OVER
                (PARTITION BY id ORDER BY _nested, _filled DESC, _seq) AS n
            FROM in_{name} WHERE id IN (SELECT id FROM in_{name} GROUP BY id HAVING count(*) > 1))
        DELETE FROM in_{name} i USING ranked r WHERE i._seq = r._seq AND r.n > 1
        RETURNING i._file, i._row, 'id', i.external_id, i._nested""",  # noqa: S608
    )
    lost = [row[:4] for row in gone if not row[4]]
    repeated = len(gone) - len(lost)
    work.tables[name].repeated += repeated
    work.tables[name].read -= repeated
    work.keep_losses(name, "duplicate_id", lost, whole_row=True)


def _remember_excluded(work: Any) -> None:
    """Organisations their source does not want shown: what belongs to them is not shown either."""
    work.run_sql("CREATE TEMP TABLE in_excluded ON COMMIT DROP AS SELECT unnest(%s::uuid[]) AS id",
                 [work.excluded])  # fmt: skip


def _leave_out_excluded(work: Any, name: str) -> None:
    for link in table(name).links:
        if link.target == "organization" and name != "organization":
            rows = _rows(
                work,
                f'DELETE FROM in_{name} i USING in_excluded e WHERE e.id = i."{link.column}"'  # noqa: S608
                f""" RETURNING i._file, i._row, '{link.name}', i."{link.column}__raw" """,
            )
            work.keep_losses(name, "excluded", rows, whole_row=True)


STAYS = " AND (t.id IS NULL OR t.removed_at IS NOT NULL)"


def _make_organizations(work: Any) -> None:
    """Services whose organisation is not in these files keep their place in the directory.

    The organisation made for them has the id the missing one will have, so that it takes its real
    name when it comes; one that was named here by hand meanwhile keeps that name.
    """
    columns = [c for c in table("organization").columns if c.column != "name"]
    listed = ", ".join(f'"{c.column}"' for c in columns)
    kept = ", ".join(
        f"""t."{c.column}" """ if c.empty == NULL else f"""coalesce(t."{c.column}", '{c.empty}')"""
        for c in columns
    )
    stays = (
        "" if "organization" in work.whole else " AND (t.id IS NULL OR t.removed_at IS NOT NULL)"
    )
    rows = _rows(
        work,
        f"""
        INSERT INTO in_organization
            (id, external_id, extra, _file, _row, _filled, _nested, name, {listed})
        SELECT DISTINCT ON (s.organization_id) s.organization_id,
            coalesce(t.external_id, s.organization_id__raw), coalesce(t.extra, '{{}}'),
            s._file, s._row, 0, true,
            coalesce(t.name, 'Unnamed organisation (' || left(s.organization_id__raw, 200) || ')'),
            {kept}
        FROM in_service s LEFT JOIN directory_organization t ON t.id = s.organization_id
        WHERE s.organization_id NOT IN (SELECT id FROM in_organization)
            AND s.organization_id NOT IN (SELECT id FROM in_excluded){stays}
        ORDER BY s.organization_id, s._seq
        RETURNING _file, _row, 'organization_id', external_id""",  # noqa: S608
    )
    work.tables["organization"].read += len(rows)
    work.keep_losses("service", "organization_made", rows, whole_row=False)


def _is_there(work: Any, link: Column, names: list[str], alias: str) -> str:
    """SQL: the linked row comes with this run, or is here already and stays."""
    conditions = []
    if link.target in names:
        conditions.append(
            f'EXISTS (SELECT FROM in_{link.target} p WHERE p.id = {alias}."{link.column}")'
        )
    if link.target not in work.whole:
        target = table(link.target).db_table
        conditions.append(
            f'EXISTS (SELECT FROM {target} p WHERE p.id = {alias}."{link.column}"'
            " AND p.removed_at IS NULL)"
        )
    elif work.has_own_links:
        target = table(link.target).db_table
        conditions.append(
            f'EXISTS (SELECT FROM {target} p WHERE p.id = {alias}."{link.column}"'  # noqa: S608
            f" AND p.removed_at IS NULL AND p.source_id IS DISTINCT FROM '{work.source}')"
        )
    return "(" + " OR ".join(conditions or ["false"]) + ")"


def _check_link(work: Any, name: str, link: Column, names: list[str]) -> None:
    """A row that cannot do without what it points to is lost; else only the link is."""
    if link.column == "stands_for_id":
        return
    missing = f'i."{link.column}" IS NOT NULL AND NOT {_is_there(work, link, names, "i")}'
    told = f"""i._file, i._row, '{link.name}', i."{link.column}__raw" """
    if link.lost:
        rows = _rows(work, f"DELETE FROM in_{name} i WHERE {missing} RETURNING {told}")  # noqa: S608
        work.keep_losses(name, "orphan", rows, whole_row=True)
        return
    rows = _rows(
        work,
        f'UPDATE in_{name} i SET "{link.column}" = NULL WHERE {missing} RETURNING {told}',  # noqa: S608
    )
    work.keep_losses(name, "orphan_dropped", rows, whole_row=False)
    if rows and name in HANGING:
        _lose_unattached(work, name)


HANGING = frozenset(["contact", "phone", "language", "schedule", "funding", "service_area", "url"])
"""Tables whose rows mean nothing by themselves."""


def _lose_unattached(work: Any, name: str) -> None:
    """Hours or a phone whose every link led nowhere belong to nobody."""
    links = [link.column for link in table(name).links]
    nothing = " AND ".join(f'"{column}" IS NULL' for column in links)
    had = " OR ".join(f"\"{column}__raw\" <> ''" for column in links)
    raws = ", ".join(f"nullif(\"{column}__raw\", '')" for column in links)
    rows = _rows(
        work,
        f"DELETE FROM in_{name} WHERE {nothing} AND ({had})"  # noqa: S608
        f" RETURNING _file, _row, '', concat_ws(' ', {raws})",
    )
    work.keep_losses(name, "orphan", rows, whole_row=True)


def _one_door_each(work: Any, names: list[str]) -> None:
    """One row for a service at a location. Whoever points to another is pointed to that one.

    A source may give its doors new ids; the door that is here already then keeps its own.
    """
    work.run_sql(
        """
        CREATE TEMP TABLE in_door ON COMMIT DROP AS
        SELECT i._seq, i.id AS was, coalesce(t.id, first_value(i.id) OVER (
                PARTITION BY i.service_id, i.location_id ORDER BY i._nested, i._filled DESC, i._seq
            )) AS now,
            row_number() OVER (PARTITION BY i.service_id, i.location_id
                ORDER BY i.id = t.id DESC NULLS LAST, i._nested, i._filled DESC, i._seq) AS n
        FROM in_service_at_location i LEFT JOIN directory_serviceatlocation t
            ON t.service_id = i.service_id AND t.location_id = i.location_id"""
    )
    gone = _rows(
        work,
        """DELETE FROM in_service_at_location i USING in_door d WHERE i._seq = d._seq AND d.n > 1
        RETURNING i._file, i._row, 'location_id', i.location_id__raw, i._nested""",
    )
    lost = [row[:4] for row in gone if not row[4]]
    work.tables["service_at_location"].repeated += len(gone) - len(lost)
    work.tables["service_at_location"].read -= len(gone) - len(lost)
    work.keep_losses("service_at_location", "duplicate_door", lost, whole_row=True)
    work.run_sql(
        "UPDATE in_service_at_location i SET id = d.now FROM in_door d"
        " WHERE i._seq = d._seq AND i.id <> d.now"
    )
    for name in names:
        for link in table(name).links:
            if link.target == "service_at_location":
                work.run_sql(
                    f'UPDATE in_{name} i SET "{link.column}" = d.now FROM in_door d'  # noqa: S608
                    f' WHERE i."{link.column}" = d.was AND d.was <> d.now'
                )
    work.run_sql("DROP TABLE in_door")


def _check_attributes(work: Any, names: list[str]) -> None:
    """An attribute names its row by table and id; no foreign key watches over that."""
    for entity in ("service", "organization", "location", "program", "service_at_location"):
        there = _is_there(work, Column("", "link_id", str, "", entity), names, "i")
        rows = _rows(
            work,
            f"DELETE FROM in_attribute i WHERE link_entity = '{entity}' AND NOT {there}"  # noqa: S608
            " RETURNING i._file, i._row, 'link_id', i.external_id",
        )
        work.keep_losses("attribute", "orphan", rows, whole_row=True)


def _break_circles(work: Any) -> None:
    """Terms that are above themselves would make every walk up the tree endless."""
    rows = _rows(
        work,
        """
        WITH RECURSIVE up(start, at, depth) AS (
            SELECT id, parent_id, 1 FROM in_taxonomy_term WHERE parent_id IS NOT NULL
            UNION ALL
            SELECT up.start, t.parent_id, up.depth + 1 FROM up
            JOIN in_taxonomy_term t ON t.id = up.at
            WHERE t.parent_id IS NOT NULL AND up.at <> up.start AND up.depth < 30)
        UPDATE in_taxonomy_term i SET parent_id = NULL
        WHERE i.id IN (SELECT start FROM up WHERE at = start)
        RETURNING i._file, i._row, 'parent_id', i.parent_id__raw""",
    )
    work.keep_losses("taxonomy_term", "orphan_dropped", rows, whole_row=False)


def _protect_places(work: Any) -> None:
    """A place that was made confidential here stays so, whatever its source says again."""
    work.run_sql(
        """
        UPDATE in_location i SET confidentiality = t.confidentiality, latitude = NULL,
            longitude = NULL, extra = '{}', url = '', external_identifier = ''
        FROM directory_location t WHERE t.id = i.id AND t.confidentiality <> 'full'"""
    )
    work.run_sql(
        "UPDATE in_location SET latitude = NULL, longitude = NULL, area = '', transportation = '',"
        " extra = '{}' WHERE confidentiality <> 'full'"
    )


def _refuse_addresses(work: Any, names: list[str]) -> None:
    """An address of a confidential place never enters the public tables: it is set aside."""
    hidden = "SELECT id FROM directory_location WHERE confidentiality <> 'full'"
    if "location" in names:
        hidden += " UNION SELECT id FROM in_location WHERE confidentiality <> 'full'"
    work.secrets = _rows(
        work,
        f"DELETE FROM in_address WHERE location_id IN ({hidden})"  # noqa: S608
        f" RETURNING _file, _row, location_id, {', '.join(confiding.PARTS)}",
    )
    work.tables["address"].lost += len(work.secrets)
