"""The record of an organisation is changed through any of its services, and undone."""

import pytest

from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.actions.refusals import ChangedMeanwhile
from kith.directory.actions.sections import SECTIONS, read, version
from kith.directory.forms.place import PlaceForm
from kith.directory.forms.rows import PhoneRow
from kith.directory.models import Service

NEW = {"name": "The Mill", "website": "https://mill.example", "year_incorporated": 1998}


def test_all_its_services_say_the_new_name_and_the_old_comes_back(kept, cast, at_riverbend) -> None:
    second = Service.objects.create(
        name="Morning talks", organization=kept.organization, steward=cast.riverbend
    )
    moments = {s.pk: s.modified_at for s in Service.objects.all()}
    edit = actions.update_house(service=kept.service, fields=NEW, by=cast.ben)
    kept.organization.refresh_from_db()
    assert (kept.organization.name, kept.organization.year_incorporated) == ("The Mill", 1998)
    touched = {s.pk for s in Service.objects.all() if s.modified_at != moments[s.pk]}
    assert touched == {kept.service.pk, second.pk}
    actions.undo(batch=edit.batch, by=cast.ben)
    kept.organization.refresh_from_db()
    assert (kept.organization.name, kept.organization.website) == ("Mill House", "")


def test_of_two_editors_the_second_is_told(kept, cast, at_riverbend) -> None:
    seen = version(read(SECTIONS["house"], kept.organization.pk))
    actions.update_house(service=kept.service, fields=NEW, by=cast.ben, based_on=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.update_house(
            service=kept.service, fields={"name": "Mine"}, by=cast.ben, based_on=seen
        )


@pytest.mark.parametrize("whose", ["kept by others", "run by others", "others keep a service"])
def test_what_others_have_a_part_in_is_not_ours_to_change(kept, cast, at_riverbend, whose) -> None:
    house = kept.organization
    if whose == "kept by others":
        house.steward = cast.harbour
    elif whose == "run by others":
        house.operated_by = cast.harbour
    else:
        Service.objects.create(name="Quay talks", organization=house, steward=cast.harbour)
    house.save()
    with pytest.raises(NotYours):
        actions.update_house(service=kept.service, fields=NEW, by=cast.ben)


def test_the_page_has_a_form_for_it(kept, cast, signed_in) -> None:
    browser = signed_in(cast.ben)
    address = f"/desk/directory/services/{kept.service.pk}/edit/house/"
    page = browser.get(address)
    assert 'value="Mill House"' in page.content.decode()
    answer = browser.post(address, {"name": "The Mill", "website": "mill.example"})
    assert answer.status_code == 302
    kept.organization.refresh_from_db()
    assert kept.organization.website == "https://mill.example"
    assert browser.get(address.replace(str(kept.service.pk), str(kept.foreign.pk))).status_code in (
        403, 404,
    )  # fmt: skip


def test_a_kind_of_number_that_others_brought_stays() -> None:
    drawn = str(PhoneRow(initial={"number": "555-0101", "type": "hotline"}))
    assert '<option value="hotline" selected>' in drawn
    assert "hotline" not in str(PhoneRow(initial={"number": "555-0101", "type": "voice"}))


@pytest.mark.parametrize(
    ("typed", "is_right"), [("Europe/Lisbon", True), ("", True), ("GMT+27", False)]
)
def test_a_time_zone_is_one_that_exists(typed, is_right) -> None:
    form = PlaceForm({"location_type": "physical", "time_zone": typed})
    assert form.is_valid() is is_right, form.errors
