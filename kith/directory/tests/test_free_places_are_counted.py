"""How many are free is only worth something with the moment at which somebody counted."""

import datetime as dt

import pytest
from django.urls import reverse

from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.models import Change, ServiceCapacity, Unit

BEDS = {"unit": "Beds", "available": "3", "maximum": "12"}
LATER = dt.timedelta(days=1)


@pytest.fixture
def counted(kept, cast, at_riverbend) -> ServiceCapacity:
    actions.set_free_places(service=kept.service, rows=[BEDS], by=cast.ben)
    return ServiceCapacity.objects.get()


def test_a_count_says_when(counted) -> None:
    assert (counted.unit.name, counted.available, counted.maximum) == ("Beds", 3, 12)
    assert clock.now() - counted.updated < dt.timedelta(minutes=1)


def test_the_same_again_is_no_new_count(counted, kept, cast) -> None:
    ServiceCapacity.objects.update(updated=counted.updated - LATER)
    again = actions.set_free_places(
        service=kept.service, rows=[BEDS | {"unit": "beds "}], by=cast.ben
    )
    assert not again.is_changed
    assert ServiceCapacity.objects.get().updated == counted.updated - LATER
    assert Change.objects.filter(section="free-places").count() == 1


def test_a_changed_count_is_of_now_and_keeps_its_unit(counted, kept, cast) -> None:
    ServiceCapacity.objects.update(updated=counted.updated - LATER)
    row = {**BEDS, "id": str(counted.pk), "available": "2"}
    actions.set_free_places(service=kept.service, rows=[row], by=cast.ben)
    changed = ServiceCapacity.objects.get()
    assert (changed.pk, changed.available) == (counted.pk, 2)
    assert changed.updated >= counted.updated
    assert Unit.objects.count() == 1


def test_chidi_counts_nothing(kept, cast, at_riverbend) -> None:
    with pytest.raises(NotYours):
        actions.set_free_places(service=kept.service, rows=[BEDS], by=cast.chidi)
    assert not Unit.objects.exists()


def test_there_cannot_be_more_free_than_there_are(kept, cast, signed_in) -> None:
    page = reverse("desk_service_edit", args=[kept.service.pk, "free-places"])
    form = {
        "row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0, "row-0-unit": "Beds", "row-0-available": 13,
        "row-0-maximum": 12,
    }  # fmt: skip
    answer = signed_in(cast.ben).post(page, form)
    assert answer.status_code == 422
    assert "There cannot be more free than there are." in answer.content.decode()
