"""Row counts and content hashes of a database: what must be equal after a restore."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

Fingerprint = dict[str, tuple[int, str]]
"""Table name -> (rows, hash)."""


def take(connection: psycopg.Connection) -> Iterator[tuple[str, int, str]]:
    """(table, rows, hash) of every table, within the connection's own snapshot.

    The hash is the sum of the first 60 bits of the MD5 of each row as text: the order of rows makes
    no difference, and a lost, doubled or changed row does. It guards against mishaps; against
    people there is the encryption.
    """
    connection.execute("SET LOCAL timezone = 'UTC'")
    connection.execute("SET LOCAL datestyle = 'ISO'")
    connection.execute("SET LOCAL extra_float_digits = 3")
    for (table,) in connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    ).fetchall():
        row = connection.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x0' || left(md5(t::text), 15))::bit(64)::bigint"
                "::numeric), 0)::text FROM {} t"
            ).format(sql.Identifier(table))
        ).fetchone()
        assert row is not None
        yield table, row[0], row[1]


def differences(wanted: Fingerprint, found: Fingerprint) -> list[str]:
    """What is not as it was, a sentence each."""
    sentences = []
    for table in sorted(wanted.keys() | found.keys()):
        before, after = wanted.get(table), found.get(table)
        if before is None or after is None:
            sentences.append(f"{table} is {'missing' if after is None else 'too many'}")
        elif before[0] != after[0]:
            sentences.append(f"{table} has {after[0]} rows instead of {before[0]}")
        elif before[1] != after[1]:
            sentences.append(f"{table} has other content")
    return sentences
