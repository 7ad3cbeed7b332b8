"""Sets that others made, where they lie beside the repository: counts as in the files."""

import os
from pathlib import Path

import pytest

from kith import directory
from kith.core.refusals import Refusal
from kith.directory.importing.tests.files import bring
from kith.directory.models import Schedule, Service

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared")) / "data"
MAPPINGS = Path(directory.__file__).parent / "data" / "mappings"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.exists(), reason="the sets of others are not on this machine"),
]


@pytest.mark.parametrize(
    ("path", "mapping", "rows", "services"),
    [
        ("samhsa-ca-nv-or", "samhsa-facilities.yaml",
         {"mentalhealth.json": 827, "substance_use.json": 1027}, 1854),
        ("nyc-orservices-hsds/newExport", "", {"services.csv": 1667, "schedules.csv": 901}, 1650),
        ("ilao-legal-aid-mit/output", "",
         {"services.csv": 430, "regular_schedules.csv": 2492}, 429),
        ("oruk-mock-services/V3.0-UK-Default", "", {"organization_list.json": 10}, 1),
        ("oruk-mock-services/V3.0-UK-Fail", "", {"service_list.json": 4}, 1),
        ("oruk-mock-services/V3.0-UK-Test", "", {"service_list.json": 128}, 1),
        ("oruk-mock-services/V3.0-UK-Warn", "", {"service_list.json": 1}, 1),
        ("hsds-3.1/examples/csv", "", {"services.csv": 1, "url.csv": 1}, 1),
        ("hsds-3.1/examples/service_full.json", "", {"service_full.json": 1}, 1),
        ("openeligibility/data/sample-csv", "", {"services.csv": 23}, 23),
    ],
)  # fmt: skip
def test_a_set_arrives_and_a_second_run_changes_nothing(path, mapping, rows, services):
    if not (SHARED / path).exists():
        pytest.skip(f"{path} is not on this machine")
    plan = MAPPINGS / mapping if mapping else None
    report = bring(SHARED / path, mapping=plan)
    assert {name: report.rows[name] for name in rows} == rows
    assert report.tables["service"].added == services
    assert bring(SHARED / path, mapping=plan).changes == 0


def test_food_listings_of_many_hands():
    path = SHARED / "haarrrvest-cc0"
    if not path.exists():
        pytest.skip("haarrrvest-cc0 is not on this machine")
    report = bring(path)
    assert report.rows == {"records.ndjson": 3164}
    assert report.tables["organization"].added > 3100
    assert report.altered["misspelt_key"] > 1800


def test_hours_typed_in_new_york_are_read_or_kept():
    path = SHARED / "nyc-orservices-hsds" / "newExport"
    if not path.exists():
        pytest.skip("nyc-orservices-hsds is not on this machine")
    bring(path)
    certain = Schedule.objects.filter(certain=True).count()
    assert certain / Schedule.objects.count() > 0.95
    assert not Schedule.objects.filter(certain=False, closed=True).exists()
    assert not Schedule.objects.filter(certain=False, description="").exists()
    assert Service.objects.listed().count() == 1530


def test_a_dashboard_is_refused():
    path = SHARED / "oruk-mock-services" / "V1.0-UK-Default"
    if not path.exists():
        pytest.skip("oruk-mock-services is not on this machine")
    with pytest.raises(Refusal):
        bring(path)
