"""Do not refer, inactive, excluded; and addresses that must not be found."""

import pytest

from kith.accounts import tenancy
from kith.directory.actions.confidential import open_private_place
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Address, Location, Organization, PrivatePlace, Service
from kith.directory.models.importing import ImportLoss

pytestmark = pytest.mark.django_db


def public():
    return set(Service.objects.listed().values_list("external_id", flat=True))


@pytest.mark.parametrize(
    ("column", "said"),
    [("status", "inactive"), ("status", "defunct"), ("status", "Closed"), ("status", "9"),
     ("do_not_refer", "yes"), ("Do Not Refer", "TRUE"), ("do_not_refer", "moved away"),
     ("do_not_list", "1"), ("exclude", "x"), ("flag", "Do not refer"), ("flag", "1"),
     ("hidden", "true"), ("is_active", "false"), ("published", "no"), ("archived", "Y")],
)  # fmt: skip
def test_a_service_its_source_hides_is_kept_but_not_public(tmp_path, column, said):
    bring(small_town(tmp_path, **{column: said}))
    assert Service.objects.count() == 2
    assert public() == {"s2"}
    assert ImportLoss.objects.filter(
        row=2, reason__in=["not_listed", "unknown_status"]
    ).exists() or (Service.objects.get(external_id="s1").status in ("inactive", "defunct"))


@pytest.mark.parametrize(
    ("column", "said"),
    [("do_not_refer", "no"), ("flag", "modified"), ("is_active", "yes"), ("status", "Published")],
)
def test_a_service_its_source_shows_is_public(tmp_path, column, said):
    bring(small_town(tmp_path, **{column: said}))
    assert public() == {"s1", "s2"}


def test_what_a_source_shows_again_is_public_again(tmp_path):
    bring(small_town(tmp_path, do_not_refer="yes"))
    bring(small_town(tmp_path, do_not_refer=""))
    assert public() == {"s1", "s2"}


def test_what_somebody_here_hid_stays_hidden(tmp_path):
    bring(small_town(tmp_path, do_not_refer=""))
    Service.objects.filter(external_id="s1").update(do_not_list=True, do_not_reason="They moved")
    bring(small_town(tmp_path, do_not_refer="", description="New words"))
    assert public() == {"s2"}


def test_nothing_of_an_excluded_organisation_is_kept(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "organizations.csv", [{"id": "o1", "name": "Mill House", "exclude": "yes"}])
    report = bring(tmp_path)
    assert (Organization.objects.count(), Service.objects.count()) == (0, 0)
    assert (report.tables["organization"].lost, report.tables["service"].lost) == (1, 2)
    assert ImportLoss.objects.filter(table="service", reason="excluded").count() == 2


def confidential(folder, said="yes"):
    small_town(folder)
    write_csv(folder, "locations.csv", [{"id": "l1", "organization_id": "o1", "name": "The mill",
              "latitude": "44.1", "longitude": "-79.2", "confidential": said}])  # fmt: skip
    write_csv(folder, "addresses.csv", [{"id": "a1", "location_id": "l1",
              "address_1": "12 Mill Lane", "city": "Mill"}])  # fmt: skip
    return folder


def test_a_secret_address_is_never_stored(tmp_path):
    report = bring(confidential(tmp_path))
    place = Location.objects.get()
    assert (place.confidentiality, place.latitude, Address.objects.count()) == ("hidden", None, 0)
    assert report.lost["address_confidential"] == 1


def test_the_report_does_not_tell_the_secret_address(tmp_path):
    confidential(tmp_path)
    write_csv(tmp_path, "addresses.csv", [{"id": "a1", "location_id": "l1",
              "address_1": "12 Mill Lane " * 60, "country": "Mill Lane"}])  # fmt: skip
    bring(tmp_path)
    assert ImportLoss.objects.filter(reason="too_long").exists()
    for loss in ImportLoss.objects.all():
        assert "Mill Lane" not in loss.excerpt and "44.1" not in loss.excerpt


def test_a_place_hidden_here_is_not_found_again_by_an_import(tmp_path):
    bring(confidential(tmp_path, said=""))
    Address.objects.all().delete()
    Location.objects.update(confidentiality="hidden", latitude=None, longitude=None)
    bring(tmp_path)
    assert Location.objects.get().latitude is None
    assert Address.objects.count() == 0


def test_a_member_who_brings_a_secret_address_has_it_sealed(tmp_path, cast):
    report = bring(confidential(tmp_path), steward=cast.riverbend, by=cast.sofia)
    assert (report.lost["address_sealed"], Address.objects.count()) == (1, 0)
    place = Location.objects.get()
    with tenancy.acting_for(cast.riverbend.id):
        true = open_private_place(location=place, by=cast.sofia)
        assert true.lines == ["12 Mill Lane, Mill"]
    with tenancy.acting_for(cast.harbour.id):
        assert not PrivatePlace.objects.exists()


def test_a_sealed_address_is_not_replaced_by_a_source(tmp_path, cast):
    bring(confidential(tmp_path), steward=cast.riverbend, by=cast.sofia)
    again = bring(tmp_path, steward=cast.riverbend, by=cast.sofia)
    assert (again.lost["address_sealed"], again.changes) == (0, 0)
