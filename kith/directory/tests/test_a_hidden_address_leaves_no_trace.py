"""Whoever lives at a hidden address is safe only if nothing in the database still tells it."""

import pytest
from django.db import IntegrityError, connection, transaction

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.models import Address, PrivatePlace
from kith.directory.models.location import Confidentiality

MARKERS = ("Marker Lane", "51.1234", "4.5678")


def tables_that_tell() -> list[tuple[str, str]]:
    """Every table of the database, read as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for marker in MARKERS:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{marker}%"]
                )
                if cursor.fetchone()[0]:
                    found.append((table, marker))
    return found


def test_the_marker_is_seen_where_it_stands(kept, at_riverbend) -> None:
    assert {marker for _table, marker in tables_that_tell()} == set(MARKERS)


@pytest.mark.parametrize("to", [Confidentiality.HIDDEN, Confidentiality.PARTIAL])
def test_hidden_means_nowhere(kept, cast, at_riverbend, to) -> None:
    actions.update_location(location=kept.place, fields={"name": "The old mill"}, by=cast.ben)
    actions.set_confidentiality(location=kept.place, to=to, by=cast.sofia)
    assert tables_that_tell() == []
    kept.place.refresh_from_db()
    assert (kept.place.latitude, kept.place.longitude) == (None, None)


def test_opening_is_recorded_and_others_cannot(kept, cast, at_riverbend) -> None:
    actions.set_confidentiality(location=kept.place, to=Confidentiality.HIDDEN, by=cast.sofia)
    before = Entry.objects.filter(verb="opened").count()
    true = actions.open_private_place(location=kept.place, by=cast.ben)
    assert true.lines == ["12 Marker Lane, Larkhaven"]
    assert true.columns["latitude"] == 51.1234
    entry = Entry.objects.filter(verb="opened").latest("sequence")
    assert Entry.objects.filter(verb="opened").count() == before + 1
    assert (entry.member_id, entry.subject_id) == (cast.ben.id, kept.place.id)
    with pytest.raises(NotYours):
        actions.open_private_place(location=kept.place, by=cast.amina)
    with tenancy.acting_for(cast.harbour.id), pytest.raises(NotYours):
        actions.open_private_place(location=kept.place, by=cast.chidi)


def test_no_record_no_address(kept, cast, at_riverbend, monkeypatch) -> None:
    actions.set_confidentiality(location=kept.place, to=Confidentiality.HIDDEN, by=cast.sofia)

    def fails(*args, **kwargs):
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr("kith.audit.chain.record", fails)
    with pytest.raises(RuntimeError):
        actions.open_private_place(location=kept.place, by=cast.ben)


def test_public_again_is_as_it_was(kept, cast, at_riverbend) -> None:
    actions.set_confidentiality(location=kept.place, to=Confidentiality.HIDDEN, by=cast.sofia)
    actions.set_confidentiality(location=kept.place, to=Confidentiality.FULL, by=cast.sofia)
    kept.place.refresh_from_db()
    assert (kept.place.latitude, kept.place.longitude) == (51.1234, 4.5678)
    assert kept.place.area == "Oldtown"
    assert str(kept.place.addresses.get()) == "12 Marker Lane, Larkhaven"
    assert not PrivatePlace.objects.exists()


@pytest.mark.parametrize("words", ["Ring at 12 marker  lane.", "12, Marker Lane"])
def test_a_text_that_says_the_street_is_named_first(kept, cast, at_riverbend, words) -> None:
    actions.update_service(service=kept.service, fields={"description": words}, by=cast.ben)
    with pytest.raises(actions.refusals.StreetStillTold) as told:
        actions.set_confidentiality(location=kept.place, to=Confidentiality.HIDDEN, by=cast.sofia)
    assert "description" in str(told.value)
    kept.place.refresh_from_db()
    assert kept.place.confidentiality == Confidentiality.FULL
    assert kept.place.addresses.count() == 1


def test_what_the_description_once_said_is_forgotten(kept, cast, at_riverbend) -> None:
    actions.update_service(
        service=kept.service, fields={"description": "Ring at 12 Marker Lane."}, by=cast.ben
    )
    actions.update_service(service=kept.service, fields={"description": "Ring."}, by=cast.ben)
    actions.set_confidentiality(location=kept.place, to=Confidentiality.HIDDEN, by=cast.sofia)
    assert tables_that_tell() == []


def test_the_database_refuses_an_address_there(kept, cast, at_riverbend) -> None:
    actions.set_confidentiality(location=kept.place, to=Confidentiality.PARTIAL, by=cast.sofia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(location=kept.place, address_1="1 Back Street")
    with pytest.raises(actions.refusals.NotPossible):
        actions.set_addresses(
            location=kept.place, rows=[{"address_1": "1 Back Street"}], by=cast.ben
        )


def test_the_database_refuses_to_hide_beside_an_address(kept, at_riverbend) -> None:
    kept.place.confidentiality = Confidentiality.HIDDEN
    kept.place.latitude = kept.place.longitude = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.place.save()


def test_a_place_made_confidential_was_never_public(kept, cast, at_riverbend) -> None:
    place = actions.create_private_location(
        service=kept.service, name="The house", address={"address_1": "9 Secret Row"},
        by=cast.ben,
    )  # fmt: skip
    assert actions.open_private_place(location=place, by=cast.ben).lines == ["9 Secret Row"]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%Secret Row%"]
            )
            assert cursor.fetchone()[0] == 0, table
