"""Rows lost and values altered, each by file, row, column, reason and what stood there."""

import pytest

from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Address, Language, Location, Phone, Schedule, Service
from kith.directory.models.importing import ImportLoss

pytestmark = pytest.mark.django_db


def losses(reason):
    return list(
        ImportLoss.objects.filter(reason=reason).values_list("file", "row", "column", "excerpt")
    )


@pytest.mark.parametrize(
    ("column", "said", "reason", "kept"),
    [
        ("url", "www.mill.example", "url_scheme_added", "https://www.mill.example"),
        ("url", "javascript:alert(1)", "bad_url", ""),
        ("url", "ask at the desk", "bad_url", ""),
        ("email", "hello(at)mill.example", "bad_email", ""),
        ("email", "a@mill.example; b@mill.example", "several_emails", "a@mill.example"),
        ("minimum_age", "about 12", "bad_number", None),
        ("minimum_age", "-3", "bad_number", None),
        ("minimum_age", "200", "bad_number", None),
        ("description", "<p>We <b>talk</b></p>", "html_removed", "We talk"),
        ("description", "We\x02 talk", "control_removed", "We talk"),
        ("name", "x" * 600, "too_long", "x" * 500),
        ("status", "who knows", "unknown_status", "inactive"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_stand_is_altered_and_told(tmp_path, column, said, reason, kept):
    bring(small_town(tmp_path, **{column: said}))
    service = Service.objects.get(external_id="s1")
    assert getattr(service, column) == kept
    [(file, row, told, excerpt)] = losses(reason)
    assert (file, row, told) == ("services.csv", 2, column)
    assert excerpt == said.replace("\x00", "")[:200] or excerpt


def test_a_dirty_row_does_not_stop_the_others(tmp_path):
    report = bring(small_town(tmp_path, name=""))
    assert losses("missing_name") == [("services.csv", 2, "name", "")]
    assert (report.tables["service"].added, report.tables["service"].lost) == (1, 1)


def test_ages_the_wrong_way_round(tmp_path):
    bring(small_town(tmp_path, minimum_age="30", maximum_age="20"))
    service = Service.objects.get(external_id="s1")
    assert (service.minimum_age, service.maximum_age) == (None, None)
    assert losses("ages_not_in_order") == [("services.csv", 2, "maximum_age", "30 20")]


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [("999", "10", "bad_coordinates"), ("0", "0", "zero_coordinates"),
     ("44.1", "", "bad_coordinates"), ("north", "west", "bad_coordinates"),
     ("nan", "4", "bad_coordinates")],
)  # fmt: skip
def test_points_that_are_not_on_earth(tmp_path, latitude, longitude, reason):
    small_town(tmp_path)
    write_csv(tmp_path, "locations.csv", [{"id": "l1", "name": "The mill", "latitude": latitude,
                                           "longitude": longitude}])  # fmt: skip
    bring(tmp_path)
    place = Location.objects.get()
    assert (place.latitude, place.longitude) == (None, None)
    assert len(losses(reason)) == 1


@pytest.mark.parametrize(
    ("column", "said", "reason"),
    [("opens_at", "25:99", "bad_time"), ("byday", "XX", "bad_byday"),
     ("closes_at", "", "hours_unclear")],
)  # fmt: skip
def test_hours_that_cannot_be_are_kept_as_words(tmp_path, column, said, reason):
    small_town(tmp_path)
    row = {"id": "h1", "service_id": "s1", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    write_csv(tmp_path, "schedules.csv", [row | {column: said}])
    bring(tmp_path)
    kept = Schedule.objects.get()
    assert (kept.certain, kept.opens_at, kept.closed) == (False, None, False)
    assert said in kept.description
    assert len(losses(reason)) == 1


def test_a_duplicate_id_loses_to_the_row_that_says_more(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "phones.csv", [
        {"id": "p1", "service_id": "s1", "number": "555-0101", "description": ""},
        {"id": "p1", "service_id": "s1", "number": "555-0102", "description": "evenings"},
    ])  # fmt: skip
    report = bring(tmp_path)
    assert Phone.objects.get().number == "555-0102"
    assert losses("duplicate_id") == [("phones.csv", 2, "id", "p1")]
    assert (report.tables["phone"].read, report.tables["phone"].lost) == (2, 1)


def test_a_link_into_nothing(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "phones.csv", [
        {"id": "p1", "service_id": "nowhere", "location_id": "", "number": "555-0101"},
        {"id": "p2", "service_id": "nowhere", "location_id": "l1", "number": "555-0102"},
    ])  # fmt: skip
    report = bring(tmp_path)
    assert losses("orphan") == [("phones.csv", 2, "", "nowhere")]
    assert losses("orphan_dropped")[1] == ("phones.csv", 3, "service_id", "nowhere")
    assert (report.tables["phone"].added, report.tables["phone"].lost) == (1, 1)


def test_a_service_without_any_organisation_is_lost(tmp_path):
    bring(small_town(tmp_path, organization_id=""))
    assert losses("missing_organization") == [("services.csv", 2, "organization_id", "")]


def test_a_service_of_an_organisation_that_is_not_there_keeps_its_place(tmp_path):
    bring(small_town(tmp_path, organization_id="o9"))
    service = Service.objects.get(external_id="s1")
    assert service.organization.external_id == "o9"
    assert len(losses("organization_made")) == 1
    small_town(tmp_path, organization_id="o9")
    write_csv(tmp_path, "organizations.csv", [{"id": "o1", "name": "Mill House"},
                                              {"id": "o9", "name": "The other house"}])  # fmt: skip
    bring(tmp_path)
    service.refresh_from_db()
    assert service.organization.name == "The other house"


def test_one_door_for_a_service_at_a_place(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "service_at_locations.csv", [
        {"id": "d1", "service_id": "s1", "location_id": "l1"},
        {"id": "d9", "service_id": "s1", "location_id": "l1"},
    ])  # fmt: skip
    write_csv(
        tmp_path, "phones.csv", [{"id": "p1", "service_at_location_id": "d9", "number": "5550"}]
    )
    bring(tmp_path)
    assert Phone.objects.get().service_at_location.external_id == "d1"
    assert losses("duplicate_door") == [("service_at_locations.csv", 3, "location_id", "l1")]


@pytest.mark.parametrize(
    ("said", "code"),
    [("Spanish", "es"), ("eng", "en"), ("PT-br", "pt-BR"), ("Farsi", "fa"), ("Soomaali", "so")],
)
def test_languages_by_name_or_code(tmp_path, said, code):
    small_town(tmp_path)
    write_csv(tmp_path, "languages.csv", [{"id": "g1", "service_id": "s1", "name": said}])
    bring(tmp_path)
    assert Language.objects.get().code == code


def test_a_language_nobody_knows_keeps_its_name(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "languages.csv", [{"id": "g1", "service_id": "s1", "name": "Elvish"}])
    bring(tmp_path)
    assert (Language.objects.get().name, Language.objects.get().code) == ("Elvish", "")
    assert losses("unknown_language") == [("languages.csv", 2, "code", "Elvish")]


def test_files_in_another_encoding(tmp_path):
    small_town(tmp_path)
    (tmp_path / "organizations.csv").write_bytes("id;name\no1;Café Müller\n".encode("cp1252"))
    bring(tmp_path)
    assert Service.objects.first().organization.name == "Café Müller"
    assert losses("encoding")[0][:2] == ("organizations.csv", 2)


def test_rows_with_too_many_or_too_few_cells(tmp_path):
    small_town(tmp_path)
    (tmp_path / "phones.csv").write_text("id,service_id,number\np1,s1\np2,s1,5550,more\n")
    bring(tmp_path)
    assert losses("short_row") == [("phones.csv", 2, "", "['p1', 's1']")]
    assert losses("extra_cells") == [("phones.csv", 3, "", "['more']")]
    assert losses("missing_number") == [("phones.csv", 2, "number", "")]


def test_an_address_of_an_organisation_gets_a_place(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "postal_addresses.csv", [{"id": "a1", "location_id": "",
              "organization_id": "o1", "address_1": "PO Box 7", "city": "Mill"}])  # fmt: skip
    bring(tmp_path)
    address = Address.objects.get()
    assert (address.address_type, address.location.location_type) == ("postal", "postal")
    assert len(losses("place_made")) == 1
