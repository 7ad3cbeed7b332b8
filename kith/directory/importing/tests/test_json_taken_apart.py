"""Records inside records, in whatever they are wrapped, however their keys are spelt."""

import pytest

from kith.directory.importing.tests.files import bring, write_json, write_lines
from kith.directory.models import (
    Address,
    Attribute,
    Contact,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)  # fmt: skip
from kith.directory.models.importing import ImportLoss

pytestmark = pytest.mark.django_db

PLACE = {"id": "l1", "name": "The mill", "latitude": 44.1, "longitude": -79.2,
         "location_type": "physical",
         "addresses": [{"id": "a1", "address_1": "1 Mill Lane"}]}  # fmt: skip
TERM = {"id": "t1", "name": "Talk", "taxonomy": {"id": "x1", "name": "Needs there"}}
SERVICE = {
    "id": "s1", "name": "Group", "status": "active", "description": "We talk.",
    "organization": {"id": "o1", "name": "Mill House"},
    "service_at_locations": [{"id": "d1", "location": PLACE}],
    "phones": [{"id": "p1", "number": "555-0101", "languages": [{"name": "Spanish"}]}],
    "schedules": [{"id": "h1", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00",
                   "closes_at": "17:00"}],
    "contacts": [{"id": "c1", "name": "Desk", "phones": [{"number": "555-0102"}]}],
    "attributes": [{"id": "b1", "taxonomy_term": TERM}],
}  # fmt: skip


def test_a_service_with_all_that_hangs_on_it(tmp_path):
    bring(write_json(tmp_path / "services.json", {"contents": [SERVICE], "total_items": 1}))
    service = Service.objects.get()
    assert service.organization.name == "Mill House"
    assert ServiceAtLocation.objects.get().location.addresses.get().address_1 == "1 Mill Lane"
    assert Phone.objects.get(number="555-0101").service == service
    assert Language.objects.get().phone.number == "555-0101"
    assert Contact.objects.get().phones.get().number == "555-0102"
    assert Schedule.objects.get().byday == "MO"
    assert Attribute.objects.get().link_id == service.id
    assert TaxonomyTerm.objects.get().taxonomy == Taxonomy.objects.get()


def test_a_second_mention_of_the_same_thing_is_no_loss(tmp_path):
    records = [SERVICE, SERVICE | {"id": "s2", "name": "Table"}]
    report = bring(write_json(tmp_path / "services.json", records))
    organization = report.tables["organization"]
    assert (organization.read, organization.added, organization.repeated) == (1, 1, 1)
    assert report.tables["phone"].lost == 0


def test_an_organisation_with_its_services_and_places(tmp_path):
    record = {"id": "o1", "name": "Mill House", "description": "x", "locations": [PLACE],
              "services": [{"id": "s1", "name": "Group"}, {"id": "s2", "name": "B"}]}  # fmt: skip
    bring(write_json(tmp_path / "organizations.json", [record]))
    assert Service.objects.filter(organization__name="Mill House").count() == 2
    assert ServiceAtLocation.objects.count() == 2


def test_a_place_that_somebody_runs_can_be_found(tmp_path):
    record = {"id": "o1", "name": "Mill House", "description": "Food.", "locations": [PLACE]}
    bring(write_json(tmp_path / "organizations.json", [record]))
    assert ServiceAtLocation.objects.get().service.name == "Mill House"
    assert ImportLoss.objects.filter(reason="service_made").count() == 1


def test_misspelt_keys_are_understood_and_told(tmp_path):
    place = PLACE | {"addresss": PLACE["addresses"], "accessibilitys": [{"description": "Ramp"}]}
    del place["addresses"]
    bring(write_json(tmp_path / "locations.json", [place]))
    assert Address.objects.count() == 1
    told = set(ImportLoss.objects.filter(reason="misspelt_key").values_list("column", flat=True))
    assert told == {"addresss", "accessibilitys"}


def test_one_record_a_line_inside_an_envelope(tmp_path):
    lines = [{"source": "here", "raw": {"x": 1}, "hsds": SERVICE}]
    report = bring(write_lines(tmp_path / "records.ndjson", lines))
    assert (report.rows, Service.objects.count()) == ({"records.ndjson": 1}, 1)


def test_ids_that_mean_something_else_in_each_record(tmp_path):
    lines = [
        {"hsds": {"id": "org_1", "name": f"House {i}", "legal_status": "", "description": "x",
                  "locations": [PLACE | {"id": "loc_1", "name": f"Door {i}"}]}} for i in range(5)
    ]  # fmt: skip
    path = write_lines(tmp_path / "records.ndjson", lines)
    bring(path)
    assert (Organization.objects.count(), Location.objects.count()) == (5, 5)
    assert bring(path).changes == 0


def test_a_line_that_is_not_json_does_not_stop_the_others(tmp_path):
    path = write_lines(tmp_path / "records.ndjson", [SERVICE])
    path.write_text(path.read_text() + "{broken\n" + "[1, 2]\n")
    bring(path)
    assert Service.objects.count() == 1
    assert set(ImportLoss.objects.filter(reason="unreadable").values_list("row", flat=True)) == {
        2,
        3,
    }


def test_tables_by_name(tmp_path):
    tables = {"organizations.csv": [{"id": "o1", "name": "Mill House"}],
              "services.csv": [{"id": "s1", "organization_id": "o1", "name": "Group"}]}  # fmt: skip
    bring(write_json(tmp_path / "tabular.json", tables))
    assert Service.objects.get().organization.name == "Mill House"


@pytest.mark.parametrize("odd", [None, 7, "x", [], [[]], {"id": {}}, {"name": []}, True])
def test_odd_values_never_stop_a_run(tmp_path, odd):
    record = SERVICE | {"phones": odd, "schedules": odd, "attributes": odd, "url": odd,
                        "service_at_locations": odd, "minimum_age": odd}  # fmt: skip
    bring(write_json(tmp_path / "services.json", [record, SERVICE | {"id": "s2"}]))
    assert Service.objects.filter(external_id="s2").exists()
