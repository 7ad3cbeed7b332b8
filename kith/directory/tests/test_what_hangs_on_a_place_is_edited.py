"""The way in, numbers, contacts and hours of a place; of two editors the second sees both."""

import pytest
from django.urls import reverse

from kith.directory.models import Accessibility, Contact, Schedule

WAY_IN = {
    "row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0, "row-0-description": "A ramp at the side",
}  # fmt: skip


@pytest.fixture
def ben(kept, cast, signed_in):
    return signed_in(cast.ben)


def part(kept, name: str) -> str:
    return reverse("desk_place_edit", args=[kept.place.pk, name])


def test_the_way_in_is_saved_once_and_shown(ben, kept) -> None:
    for _press in range(2):
        assert ben.post(part(kept, "place-access"), WAY_IN).status_code == 302
    assert Accessibility.objects.get(location=kept.place).description == "A ramp at the side"
    page = ben.get(reverse("desk_place", args=[kept.place.pk])).content.decode()
    assert "A ramp at the side" in page


def test_the_second_editor_sees_what_stands(ben, kept) -> None:
    seen = ben.get(part(kept, "place-access")).context["version"]
    ben.post(part(kept, "place-access"), WAY_IN)
    mine = WAY_IN | {"row-0-description": "Three steps", "version": seen}
    answer = ben.post(part(kept, "place-access"), mine)
    assert answer.status_code == 409
    assert "A ramp at the side" in answer.content.decode()


def test_a_contact_of_the_place_is_not_one_of_the_service(ben, kept) -> None:
    form = {"row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0, "row-0-name": "Front desk"}
    ben.post(part(kept, "place-contacts"), form)
    contact = Contact.objects.get()
    assert (contact.location_id, contact.service_id) == (kept.place.pk, None)


def test_the_house_has_hours_of_its_own(ben, kept) -> None:
    page = reverse("desk_place_hours", args=[kept.place.pk])
    form = {"form": "week", "kind": "opening", "MO-0-opens": "09:00", "MO-0-closes": "17:00"}
    assert ben.post(page, form).status_code == 302
    assert Schedule.objects.get().location_id == kept.place.pk
    shown = ben.get(reverse("desk_service", args=[kept.service.pk])).content.decode()
    assert "As the house is open:" in shown and "09:00–17:00" in shown


def test_chidi_changes_nothing_of_the_place(kept, cast, signed_in) -> None:
    chidi = signed_in(cast.chidi)
    for page in (part(kept, "place-access"), reverse("desk_place_hours", args=[kept.place.pk])):
        assert chidi.get(page).status_code == 404
        assert chidi.post(page, WAY_IN).status_code == 404


def test_who_keeps_a_secret_is_reminded_of_it(ben, kept) -> None:
    save = reverse("desk_place_save", args=[kept.place.pk, "who"])
    ben.post(save, {"who-to": "hidden"})
    assert "Write nothing here that tells where it is" in (
        ben.get(part(kept, "place-access")).content.decode()
    )
