"""read = added + changed + unchanged + lost, and a second run changes nothing."""

import uuid

import pytest

from kith.directory.importing.checks import stable_id
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Schedule, Service, Source
from kith.directory.models.importing import ImportChunk, ImportRun

pytestmark = pytest.mark.django_db


def test_the_first_run_adds_everything(tmp_path):
    report = bring(small_town(tmp_path))
    service = report.tables["service"]
    assert (service.read, service.added, service.lost) == (2, 2, 0)
    assert report.rows["services.csv"] == 2
    assert Service.objects.listed().count() == 2


def test_the_second_run_changes_nothing(tmp_path):
    bring(small_town(tmp_path))
    before = list(Service.objects.values_list("id", "modified_at").order_by("id"))
    again = bring(tmp_path)
    assert again.changes == 0
    assert all(t.read == t.unchanged + t.lost for t in again.tables.values())
    assert list(Service.objects.values_list("id", "modified_at").order_by("id")) == before


def test_only_what_differs_is_changed(tmp_path):
    bring(small_town(tmp_path))
    service = bring(small_town(tmp_path, description="We listen.")).tables["service"]
    assert (service.changed, service.unchanged) == (1, 1)
    assert Service.objects.get(external_id="s1").description == "We listen."


def test_ids_are_made_of_source_table_and_id_there(tmp_path):
    bring(small_town(tmp_path))
    source = Source.objects.get(name="Town")
    assert Service.objects.get(external_id="s1").id == uuid.uuid5(source.id, "service:s1")
    assert stable_id(source.id.bytes, "service", "s1") == uuid.uuid5(source.id, "service:s1").hex


def test_two_sources_with_the_same_ids_do_not_meet(tmp_path):
    bring(small_town(tmp_path))
    bring(tmp_path, source_name="Another town")
    assert Service.objects.filter(external_id="s1").count() == 2


def test_one_text_of_hours_may_be_several_schedules(tmp_path):
    report = bring(small_town(tmp_path))
    assert report.rows["schedules.csv"] == 2
    assert report.tables["schedule"].read == 3
    holidays = Schedule.objects.get(closed=True)
    assert (holidays.byday, holidays.freq, holidays.valid_from) == ("", "", None)


def test_a_whole_run_says_what_is_gone_and_hides_it(tmp_path):
    bring(small_town(tmp_path))
    write_csv(
        tmp_path, "services.csv", [{"id": "s2", "organization_id": "o1", "name": "Food table"}]
    )
    report = bring(tmp_path)
    gone = Service.objects.get(external_id="s1")
    assert report.tables["service"].removed == 1
    assert gone.removed_at is not None and gone.status == "inactive"
    assert [s.external_id for s in Service.objects.listed()] == ["s2"]


def test_what_was_gone_comes_back(tmp_path):
    bring(small_town(tmp_path))
    write_csv(
        tmp_path, "services.csv", [{"id": "s2", "organization_id": "o1", "name": "Food table"}]
    )
    bring(tmp_path)
    report = bring(small_town(tmp_path))
    assert report.tables["service"].changed == 1
    assert Service.objects.listed().filter(external_id="s1").exists()


def test_a_partial_run_takes_nothing_away(tmp_path):
    bring(small_town(tmp_path))
    write_csv(tmp_path / "part", "services.csv",
              [{"id": "s2", "organization_id": "o1", "name": "Soup table"}])  # fmt: skip
    report = bring(tmp_path / "part", partial=True)
    assert report.tables["service"].changed == 1
    assert Service.objects.listed().count() == 2


def test_tables_without_a_file_are_left_alone(tmp_path):
    bring(small_town(tmp_path))
    (tmp_path / "phones.csv").unlink()
    assert "phone" not in bring(tmp_path).tables


def test_what_somebody_here_added_survives(tmp_path):
    bring(small_town(tmp_path))
    Service.objects.filter(external_id="s1").update(cost="free", access=["walk_in"])
    bring(small_town(tmp_path, description="We listen."))
    kept = Service.objects.get(external_id="s1")
    assert (kept.cost, kept.access, kept.description) == ("free", ["walk_in"], "We listen.")


def test_a_trial_counts_and_keeps_nothing(tmp_path):
    report = bring(small_town(tmp_path), dry_run=True)
    assert report.tables["service"].added == 2
    assert Service.objects.count() == 0
    assert ImportRun.objects.get().state == "tried"


def test_a_run_after_its_trial_reads_nothing_again(tmp_path):
    bring(small_town(tmp_path), dry_run=True)
    report = bring(tmp_path)
    assert (ImportRun.objects.count(), report.tables["service"].added) == (1, 2)
    assert Service.objects.count() == 2
    assert ImportChunk.objects.count() == 0
