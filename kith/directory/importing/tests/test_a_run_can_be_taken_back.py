"""The last run of a source goes back to what was, except where somebody touched a row since."""

import datetime as dt

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.directory.actions.confidential import set_confidentiality
from kith.directory.actions.services import update_service
from kith.directory.importing import undoing
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import ImportBefore, ImportRun, Location, Phone, Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(tmp_path, cast):
    """A second run: one service changed, one gone, one new, a phone changed."""
    bring(small_town(tmp_path), steward=cast.riverbend)
    write_csv(tmp_path, "services.csv", [
        {"id": "s1", "organization_id": "o1", "name": "Morning group"},
        {"id": "s3", "organization_id": "o1", "name": "Choir"},
    ])  # fmt: skip
    write_csv(tmp_path, "phones.csv", [{"id": "p1", "service_id": "s1", "number": "555-0177"}])
    report = bring(tmp_path, steward=cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        yield ImportRun.objects.select_related("source").get(pk=report.run)


def listed():
    return dict(Service.objects.listed().values_list("external_id", "name"))


def test_everything_is_as_it_was(second):
    assert listed() == {"s1": "Morning group", "s3": "Choir"}
    told = undoing.undo(run=second)
    assert listed() == {"s1": "Evening group", "s2": "Food table"}
    assert Phone.objects.get().number == "555-0101"
    assert told["service"] == {"restored": 2, "taken_off": 1, "left": 0}
    second.refresh_from_db()
    assert (second.state, second.counts["undone"]) == ("undone", told)
    assert not ImportBefore.objects.exists()


def test_the_same_files_can_be_brought_in_again(second, tmp_path, cast):
    undoing.undo(run=second)
    bring(tmp_path, steward=cast.riverbend)
    assert listed() == {"s1": "Morning group", "s3": "Choir"}


def test_what_somebody_touched_since_stays(second, cast):
    service = Service.objects.get(external_id="s1")
    update_service(service=service, fields={"name": "Ours"}, by=cast.ben)
    told = undoing.undo(run=second)
    assert listed() == {"s1": "Ours", "s2": "Food table"}
    assert told["service"] == {"restored": 1, "taken_off": 1, "left": 1}


def test_what_was_overruled_is_ours_again(tmp_path, cast):
    bring(small_town(tmp_path), steward=cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        service = Service.objects.get(external_id="s1")
        update_service(service=service, fields={"name": "Ours"}, by=cast.ben)
        report = bring(tmp_path, steward=cast.riverbend, theirs=True)
        undoing.undo(run=ImportRun.objects.select_related("source").get(pk=report.run))
        bring(tmp_path, steward=cast.riverbend, theirs=False)
        assert listed()["s1"] == "Ours"


def test_twice_is_told(second):
    undoing.undo(run=second)
    with pytest.raises(undoing.CannotTakeBack):
        undoing.undo(run=second)


def test_only_the_last_run_of_a_source(second):
    first = ImportRun.objects.order_by("created_at").first()
    assert undoing.can_undo(second) and not undoing.can_undo(first)


def test_not_after_thirty_days(second):
    with clock.stopped_at(clock.now() + dt.timedelta(days=31)):
        assert not undoing.can_undo(second)
        undoing.forget_old()
    assert not ImportBefore.objects.exists()


def test_not_once_a_place_has_become_confidential(second, cast):
    set_confidentiality(location=Location.objects.get(), to="hidden", by=cast.ben)
    second.refresh_from_db()
    assert not undoing.can_undo(second)
    assert not ImportBefore.objects.exists()


def test_the_button_asks_the_worker_once(second, signed_in, cast):
    page = signed_in(cast.ben)
    url = f"/desk/directory/import/{second.pk}/"
    assert "Take this run back" in page.get(url).content.decode()
    assert page.post(f"{url}undo/").status_code == 302
    assert page.post(f"{url}undo/").status_code == 409
    from kith.directory.importing import wizard

    wizard.take_back(run_id=second.pk, organization=cast.riverbend.id)
    assert listed() == {"s1": "Evening group", "s2": "Food table"}
    assert "Taken back" in page.get(url).content.decode()


def test_not_for_others(second, signed_in, cast):
    url = f"/desk/directory/import/{second.pk}/undo/"
    assert signed_in(cast.chidi).post(url).status_code == 404
    assert signed_in(cast.amina).post(url).status_code == 404
