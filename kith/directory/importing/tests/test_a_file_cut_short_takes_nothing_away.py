"""A whole run that lacks much of its source is refused, with numbers, until somebody looked."""

import pytest

from kith.directory.importing.removing import TooManyGone
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Phone, Service

pytestmark = pytest.mark.django_db


def town_of(folder, count, phones=None):
    small_town(folder)
    write_csv(folder, "services.csv", [
        {"id": f"s{n}", "organization_id": "o1", "name": f"Group {n}"} for n in range(count)
    ])  # fmt: skip
    listed = range(count if phones is None else phones)
    write_csv(folder, "phones.csv", [
        {"id": f"p{n}", "service_id": f"s{n}", "number": f"555-01{n:02}"} for n in listed
    ])  # fmt: skip
    return folder


def test_too_many_services_at_once_are_refused_with_numbers(tmp_path):
    bring(town_of(tmp_path, 60))
    with pytest.raises(TooManyGone, match="services: 40 / 60"):
        bring(town_of(tmp_path, 20))
    assert Service.objects.listed().count() == 60


def test_somebody_who_looked_may_say_that_they_are_gone(tmp_path):
    bring(town_of(tmp_path, 60))
    report = bring(town_of(tmp_path, 20), allow_removals=True)
    assert (Service.objects.listed().count(), report.tables["service"].removed) == (20, 40)


def test_the_refused_run_goes_on_when_it_is_allowed(tmp_path):
    bring(town_of(tmp_path, 60))
    with pytest.raises(TooManyGone):
        bring(town_of(tmp_path, 20))
    bring(tmp_path, allow_removals=True)
    assert Service.objects.listed().count() == 20


def test_a_trial_says_how_many_would_go(tmp_path):
    bring(town_of(tmp_path, 60))
    report = bring(town_of(tmp_path, 20), dry_run=True)
    assert report.missing["service"] == (40, 60)
    assert Service.objects.listed().count() == 60


@pytest.mark.parametrize(("before", "after"), [(60, 40), (200, 161), (4, 1)])
def test_a_few_may_go_without_asking(tmp_path, before, after):
    bring(town_of(tmp_path, before))
    assert bring(town_of(tmp_path, after)).tables["service"].removed == before - after


def test_a_part_takes_nothing_away_and_needs_no_word(tmp_path):
    bring(town_of(tmp_path, 60))
    bring(town_of(tmp_path, 20), partial=True)
    assert Service.objects.listed().count() == 60


def test_a_small_source_that_is_suddenly_empty_is_refused(tmp_path):
    bring(town_of(tmp_path, 6))
    (tmp_path / "services.csv").write_text("id,organization_id,name\n")
    with pytest.raises(TooManyGone, match="services: 6 / 6"):
        bring(tmp_path)


def test_another_table_cut_short_is_found_too(tmp_path):
    bring(town_of(tmp_path, 60))
    with pytest.raises(TooManyGone, match="telephone numbers: 50 / 60"):
        bring(town_of(tmp_path, 60, phones=10))
    assert Phone.objects.filter(removed_at=None).count() == 60


def test_new_ids_each_night_are_no_loss(tmp_path):
    bring(town_of(tmp_path, 60))
    write_csv(tmp_path, "phones.csv", [
        {"id": f"q{n}", "service_id": f"s{n}", "number": f"555-01{n:02}"} for n in range(60)
    ])  # fmt: skip
    assert bring(tmp_path).tables["phone"].removed == 60
