"""Lists of one's own, by a mapping; and the mapping that comes with Kith."""

from pathlib import Path

import pytest

from kith import directory
from kith.directory.importing import mapped
from kith.directory.importing.mapped import BadMapping
from kith.directory.importing.tests.files import bring, write_csv, write_json
from kith.directory.models import Address, Attribute, Language, Organization, Phone, Service

SAMHSA = Path(directory.__file__).parent / "data" / "mappings" / "samhsa-facilities.yaml"
FACILITY = {"Name": "Mill Houses: North, Main", "Street": "1 Mill Lane", "City": "Mill",
            "State": "CA", "ZipCode": 10001, "Phone": "555-0101", "Latitude": 44.1,
            "Longitude": -79.2}  # fmt: skip


@pytest.mark.django_db
def test_the_mapping_for_facilities(tmp_path):
    write_json(tmp_path / "mentalhealth.json", [FACILITY, FACILITY | {"Street": "2 Mill Lane"}])
    other = FACILITY | {"ZIP": 10001, "Name": "Harbour Clinic"}
    del other["ZipCode"]
    write_json(tmp_path / "substance_use.json", [other])
    report = bring(tmp_path, mapping=SAMHSA)
    assert report.tables["service"].added == 3
    assert set(Organization.objects.values_list("name", flat=True)) == {
        "Mill Houses", "Harbour Clinic",
    }  # fmt: skip
    assert set(Address.objects.values_list("postal_code", flat=True)) == {"10001"}
    assert Phone.objects.filter(service__isnull=False).count() == 3
    assert Attribute.objects.filter(taxonomy_term__taxonomy__isnull=False).count() == 3
    assert bring(tmp_path, mapping=SAMHSA).changes == 0


@pytest.mark.django_db
def test_alternatives_constants_and_lists(tmp_path):
    row = {"Ref": "7", "Program": "Group", "Web": "", "Link": "a.example"}
    write_csv(tmp_path, "list.csv", [row | {"Tongues": "Spanish / Somali"}])
    mapping = {"rows": {
        "organization": {"id": "=one", "name": "=Our house"},
        "service": {"id": "{Ref}", "organization_id": "=one", "name": "Program",
                    "url": ["Web", "Link"], "status": "=active"},
        "language": {"each": "Tongues", "split": "/", "service_id": "{Ref}", "name": "{@each}",
                     "id": "{Ref}|{@each}"},
    }}  # fmt: skip
    bring(tmp_path / "list.csv", mapping=mapping)
    assert Service.objects.get().url == "https://a.example"
    assert set(Language.objects.values_list("code", flat=True)) == {"es", "so"}


@pytest.mark.django_db
def test_mapping_files_of_the_hsds_transformer(tmp_path):
    write_csv(tmp_path, "services.csv", [{"uuid": "s1", "org": "o1", "title": "Group"}])
    write_csv(tmp_path, "organizations.csv", [{"org": "o1", "called": "Mill House"}])
    mapping = {
        "services": {"uuid": {"model": "services", "field": "id"},
                     "org": {"model": "services", "field": "organization_id"},
                     "title": {"model": "services", "field": "name"}},
        "organizations.csv": {"columns": {"org": {"model": "organizations", "field": "id"},
                              "called": {"model": "organizations", "field": "name"}}},
    }  # fmt: skip
    bring(tmp_path, mapping=mapping)
    assert Service.objects.get().organization.name == "Mill House"


@pytest.mark.parametrize(
    "mapping",
    [{"rows": {"nonsense": {"id": "x"}}}, {"rows": {"service": {"colour": "x"}}},
     {"rows": {"service": "name"}}, {"services": {"a": {"model": "nonsense"}}}],
)  # fmt: skip
def test_a_mapping_that_cannot_be_followed_says_where(mapping):
    with pytest.raises(BadMapping):
        mapped.plans(mapping)
