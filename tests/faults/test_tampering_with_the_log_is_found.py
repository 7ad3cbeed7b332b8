"""Whoever has the database changes the log: every way of doing it is found, and where.

The test is the database's superuser (see `stage`), which no policy and no grant stops. What stops
them is that entries and heads are keyed digests; and, against putting back an old copy, heads kept
elsewhere.
"""

import hashlib
import json
from itertools import combinations
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.audit import chain, signing
from kith.audit.models import Entry
from tests.faults.stage import as_superuser, backstage  # noqa: F401 - a fixture

ENTRIES = 8
COLUMNS = {
    "id": "gen_random_uuid()", "stream": "'other'", "sequence": "sequence + 100",
    "at": "at + interval '1 second'", "member_id": "gen_random_uuid()", "verb": "verb || 'x'",
    "subject_type": "'people.person'", "subject_id": "gen_random_uuid()",
    "detail": "'{\"rows\": 99}'", "previous": "repeat('0', 64)", "hash": "repeat('0', 64)",
    "organization_id": "gen_random_uuid()",
}  # fmt: skip

pytestmark = pytest.mark.fault


@pytest.fixture
def log(backstage) -> Organization:  # noqa: F811
    """An organisation of whose log eight entries stand."""
    made = Organization.objects.create(name="Lakeside", slug="lakeside")
    with tenancy.acting_for(made.id):
        for number in range(ENTRIES):
            chain.record("opened", by=None, organization=made.id, rows=number)
    return made


def breaks(log: Organization, known=()) -> list[tuple[str, int, str]]:
    with tenancy.acting_for(log.id):
        return [(b.stream, b.sequence, b.what) for b in chain.verify(log.id, known)]


def tamper(*statements: str) -> None:
    with as_superuser(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_an_untouched_log_holds(log) -> None:
    assert breaks(log) == []


def test_every_column_of_an_entry_is_covered() -> None:
    assert set(COLUMNS) == {f.attname for f in Entry._meta.local_fields}


@pytest.mark.parametrize("sequence", [1, 4, ENTRIES])
@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_entry_is_found(log, column, sequence) -> None:
    tamper(
        f"UPDATE audit_entry SET {column} = {COLUMNS[column]}"
        f" WHERE organization_id = '{log.id}' AND sequence = {sequence}"
    )
    found = [place for stream, place, _what in breaks(log) if stream == "reads"]
    assert found == [sequence]


@pytest.mark.parametrize("sequence", range(1, ENTRIES + 1))
def test_a_deleted_entry_is_found(log, sequence) -> None:
    tamper(f"DELETE FROM audit_entry WHERE organization_id = '{log.id}' AND sequence = {sequence}")
    assert [place for _stream, place, _what in breaks(log)] == [sequence]


@pytest.mark.parametrize(("one", "two"), list(combinations(range(1, ENTRIES + 1), 2)))
def test_two_entries_that_changed_places_are_found(log, one, two) -> None:
    tamper(
        f"UPDATE audit_entry SET sequence = CASE sequence WHEN {one} THEN -{two} ELSE -{one} END"
        f" WHERE organization_id = '{log.id}' AND sequence IN ({one}, {two})",
        f"UPDATE audit_entry SET sequence = -sequence WHERE organization_id = '{log.id}'"
        " AND sequence < 0",
    )
    assert breaks(log)[0][1] == one


@pytest.mark.parametrize("kept", range(ENTRIES))
def test_a_cut_off_tail_is_found(log, kept) -> None:
    tamper(f"DELETE FROM audit_entry WHERE organization_id = '{log.id}' AND sequence > {kept}")
    assert breaks(log) == [("reads", kept + 1, "entries after this are gone")]


@pytest.mark.parametrize("kept", range(1, ENTRIES))
def test_a_cut_off_tail_with_a_head_made_to_fit_is_found(log, kept) -> None:
    tamper(
        f"DELETE FROM audit_entry WHERE organization_id = '{log.id}' AND sequence > {kept}",
        "UPDATE audit_head h SET sequence = e.sequence, hash = e.hash FROM audit_entry e"
        f" WHERE e.organization_id = '{log.id}' AND e.sequence = {kept}"
        " AND h.organization_id = e.organization_id AND h.stream = e.stream",
    )
    assert breaks(log) == [("reads", kept + 1, "the end of the chain was changed")]


def test_a_removed_head_is_found(log) -> None:
    tamper(f"DELETE FROM audit_head WHERE organization_id = '{log.id}'")
    assert breaks(log) == [("reads", 1, "the end of the chain was removed")]


def test_an_entry_added_behind_the_end_is_found(log) -> None:
    tamper(
        "INSERT INTO audit_entry SELECT gen_random_uuid(), organization_id, stream, sequence + 1,"
        " at, member_id, verb, subject_type, subject_id, detail, hash, repeat('a', 64)"
        f" FROM audit_entry WHERE organization_id = '{log.id}' AND sequence = {ENTRIES}"
    )
    assert breaks(log) == [("reads", ENTRIES + 1, "entries stand after the end of the chain")]


def test_a_chain_made_anew_without_the_key_is_found(log) -> None:
    with patch.object(signing, "_key", return_value=b"a guess"):
        rewrite(log)
    assert breaks(log)[0][1] == 1


def test_the_mutant_with_the_key_could_make_it_anew(log) -> None:
    """Negative control: the rewriting above is done right; only the key was missing."""
    rewrite(log)
    assert breaks(log) == []


def test_an_old_copy_put_back_is_found_against_heads_kept_elsewhere(log) -> None:
    with tenancy.acting_for(log.id):
        old = chain.export_heads(log.id)[0]
        chain.record("opened", by=None, organization=log.id, rows=99)
        kept = chain.export_heads(log.id)
    tamper(
        f"DELETE FROM audit_entry WHERE organization_id = '{log.id}' AND sequence > {ENTRIES}",
        f"UPDATE audit_head SET sequence = {old.sequence}, hash = '{old.hash}',"
        f" signature = '{old.signature}' WHERE organization_id = '{log.id}'",
    )
    assert breaks(log) == []
    assert breaks(log, kept) == [
        ("reads", ENTRIES + 1, "the chain was set back: it went further once")
    ]


def test_a_log_that_is_gone_altogether_is_found_against_heads_kept_elsewhere(log) -> None:
    with tenancy.acting_for(log.id):
        kept = chain.export_heads(log.id)
    tamper(
        f"DELETE FROM audit_entry WHERE organization_id = '{log.id}'",
        f"DELETE FROM audit_head WHERE organization_id = '{log.id}'",
    )
    assert breaks(log, kept) == [("reads", ENTRIES, "the chain was set back: it went further once")]


def test_a_kept_head_that_was_made_up_is_found(log) -> None:
    made_up = chain.SignedHead(log.id, "reads", 3, "a" * 64, hashlib.sha256(b"").hexdigest())
    assert breaks(log, [made_up])[0][2] == "the kept end of the chain is not from this installation"


def rewrite(log: Organization) -> None:
    """What a database administrator would do: change an entry, then every digest after it."""
    tamper(
        f"UPDATE audit_entry SET verb = 'nothing' WHERE organization_id = '{log.id}'"
        " AND sequence = 1"
    )
    with tenancy.acting_for(log.id):
        entries = list(Entry.objects.filter(organization_id=log.id).order_by("sequence"))
    previous = ""
    for entry in entries:
        entry.previous = previous
        previous = entry.hash = signing.entry_digest(entry)
        tamper(
            f"UPDATE audit_entry SET previous = '{entry.previous}', hash = '{entry.hash}'"
            f" WHERE id = '{entry.id}'"
        )
    signature = signing.head_signature(log.id, "reads", ENTRIES, previous)
    tamper(
        f"UPDATE audit_head SET hash = '{previous}', signature = '{signature}'"
        f" WHERE organization_id = '{log.id}'"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "UPDATE accounts_memberevent SET roles = '{}'",
        "DELETE FROM people_personevent",
        "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_serving_role_may_not_even_try(statement) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_no_history_table_can_be_changed_by_the_serving_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r'"
            " AND (c.relname = 'audit_entry' OR EXISTS (SELECT 1 FROM pg_attribute a"
            "   WHERE a.attrelid = c.oid AND a.attname = 'pgh_id'))"
            " AND (has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')"
            "   OR has_table_privilege(c.oid, 'TRUNCATE')"
            "   OR NOT has_table_privilege(c.oid, 'INSERT'))"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("detail", [{"n": 0.1, "w": ["é", None, True]}, {"big": 10**30}, {}])
def test_what_was_written_reads_back_as_it_was_signed(cast, detail) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        chain.record("opened", by=cast.ben, organization=cast.riverbend.id, **detail)
        assert list(chain.verify(cast.riverbend.id)) == []
        assert json.dumps(Entry.objects.get().detail)
