"""A source does not write over what somebody here edited; its steward may say otherwise."""

import pytest

from kith.accounts import tenancy
from kith.directory.actions.editing import edit_service
from kith.directory.actions.services import update_service
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Location, Phone, Service
from kith.directory.models.importing import ImportLoss

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(tmp_path, cast):
    """The town as Riverbend's, with the words and the phone of one service edited by Ben."""
    bring(small_town(tmp_path), steward=cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        service = Service.objects.get(external_id="s1")
        update_service(service=service, fields={"description": "Ring twice."}, by=cast.ben)
        phone = service.phones.get()
        row = {"id": str(phone.pk), "number": "555-0199"}
        edit_service("phones", service=service, rows=[row], by=cast.ben)
        yield tmp_path


def again(folder, cast, **choices):
    return bring(folder, steward=cast.riverbend, **choices)


def kept(report):
    losses = ImportLoss.objects.filter(run=report.run, reason="kept_ours").order_by("table")
    return [(x.file, x.row, x.table, x.column, x.excerpt) for x in losses]


def test_our_words_stay_and_the_run_says_where(town, cast):
    report = again(town, cast)
    assert Service.objects.get(external_id="s1").description == "Ring twice."
    assert Phone.objects.get().number == "555-0199"
    assert report.altered["kept_ours"] == 2
    assert kept(report) == [
        ("phones.csv", 2, "phone", "number", "555-0101"),
        ("services.csv", 2, "service", "description", "We talk."),
    ]
    assert report.changes == 0


def test_what_nobody_here_touched_follows_the_source(town, cast):
    report = again(small_town(town, description="New", url="https://new.example"), cast)
    service = Service.objects.get(external_id="s1")
    assert (service.description, service.url) == ("Ring twice.", "https://new.example")
    assert report.tables["service"].changed == 1
    again(small_town(town, description="Newer"), cast)
    service.refresh_from_db()
    assert service.description == "Ring twice."


def test_a_source_that_says_the_same_as_we_is_no_conflict(town, cast):
    assert again(small_town(town, description="Ring twice."), cast).altered["kept_ours"] == 1


def test_an_edit_that_was_undone_follows_the_source_again(town, cast):
    service = Service.objects.get(external_id="s1")
    update_service(service=service, fields={"description": "We talk."}, by=cast.ben)
    again(small_town(town, description="New"), cast)
    service.refresh_from_db()
    assert service.description == "New"


def test_theirs_holds_for_the_source_from_then_on(town, cast):
    report = again(town, cast, theirs=True)
    assert Service.objects.get(external_id="s1").description == "We talk."
    assert report.altered["kept_ours"] == 0
    assert again(small_town(town, description="New"), cast).altered["kept_ours"] == 0
    service = Service.objects.get(external_id="s1")
    assert service.description == "New"
    update_service(service=service, fields={"description": "Ours"}, by=cast.ben)
    assert again(town, cast, theirs=False).altered["kept_ours"] == 1


def test_a_row_deleted_here_does_not_come_back(town, cast):
    service = Service.objects.get(external_id="s1")
    edit_service("phones", service=service, rows=[], by=cast.ben)
    report = again(town, cast)
    assert not Phone.objects.exists()
    assert (report.tables["phone"].lost, report.lost["kept_away"]) == (1, 1)
    again(town, cast, theirs=True)
    assert Phone.objects.get().number == "555-0101"


def test_a_service_taken_off_the_list_here_stays_off(town, cast):
    service = Service.objects.get(external_id="s2")
    Service.objects.filter(pk=service.pk).update(removed_at="2026-01-01T00:00Z")
    assert again(town, cast).lost["kept_away"] == 1
    service.refresh_from_db()
    assert service.removed_at is not None


def test_a_service_the_source_took_off_and_brings_again_is_listed(town, cast):
    whole = (town / "services.csv").read_text()
    (town / "services.csv").write_text("\n".join(whole.splitlines()[:2]))
    again(town, cast)
    assert Service.objects.get(external_id="s2").status == "inactive"
    (town / "services.csv").write_text(whole)
    again(town, cast)
    assert Service.objects.listed().filter(external_id="s2").exists()


def test_the_later_day_of_checking_counts(town, cast):
    service = Service.objects.get(external_id="s1")
    Service.objects.filter(pk=service.pk).update(assured_date="2026-05-01")
    again(small_town(town, assured_date="2026-04-01"), cast)
    service.refresh_from_db()
    assert str(service.assured_date) == "2026-05-01"
    again(small_town(town, assured_date="2026-06-01"), cast)
    service.refresh_from_db()
    assert str(service.assured_date) == "2026-06-01"


def test_a_door_moved_here_stays_where_it_was_moved(town, cast):
    service = Service.objects.get(external_id="s1")
    door = service.service_at_locations.get()
    hall = Location.objects.create(name="Hall", organization=service.organization)
    row = {"id": str(door.pk), "location_id": str(hall.pk)}
    edit_service("doors", service=service, rows=[row], by=cast.ben)
    write_csv(town, "locations.csv", [
        {"id": "l1", "organization_id": "o1", "name": "The mill", "location_type": "physical"},
        {"id": "l2", "organization_id": "o1", "name": "The yard", "location_type": "physical"},
    ])  # fmt: skip
    again(town, cast)
    door.refresh_from_db()
    assert (door.location, door.removed_at) == (hall, None)


def test_the_page_of_the_run_shows_each_row(town, cast, signed_in):
    report = again(town, cast)
    page = signed_in(cast.ben).get(f"/desk/directory/import/{report.run}/").content.decode()
    assert "Kept as it is here" in page and "555-0101" in page and "services.csv" in page
