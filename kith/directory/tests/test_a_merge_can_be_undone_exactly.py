"""Two listings become one and two again."""

import pytest
from django.apps import apps

from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.models import DuplicatePair, Service
from kith.directory.models.source import Listed


def whole_directory() -> dict[str, list]:
    """Every listed row but the moment it was written."""
    state = {}
    for model in apps.get_app_config("directory").get_models():
        if issubclass(model, Listed):
            names = [f.attname for f in model._meta.concrete_fields if f.name != "modified_at"]
            state[model.__name__] = list(model.objects.order_by("pk").values_list(*names))
    return state


@pytest.fixture
def twin(kept, cast, at_riverbend) -> Service:
    """The same thing, listed again with a phone, a language, and the same door."""
    twin = actions.create_service(
        organization=kept.organization, fields={"name": "Evening talk", "alert": "Ring twice"},
        by=cast.ben,
    )  # fmt: skip
    door = actions.open_door(service=twin, location=kept.place, by=cast.ben)
    actions.set_phones(service=twin, rows=[{"number": "555-0107"}], by=cast.ben)
    actions.set_languages(service=twin, codes=["es", "so"], by=cast.ben)
    actions.set_languages(service=kept.service, codes=["es"], by=cast.ben)
    rows = [{"language": "es", "name": "Charlas"}]
    actions.set_texts(service=twin, rows=rows, by=cast.ben)
    actions.set_closed_on_holidays(owner=door, is_closed=True, by=cast.ben)
    return twin


def test_what_is_new_moves_and_what_is_the_same_does_not(kept, cast, twin) -> None:
    actions.merge(kept=kept.service, gone=twin, take=["alert"], by=cast.ben)
    kept.service.refresh_from_db()
    assert (kept.service.name, kept.service.alert) == ("Evening talks", "Ring twice")
    assert [phone.number for phone in kept.service.phones.all()] == ["555-0107"]
    assert sorted(row.code for row in kept.service.languages.all()) == ["es", "so"]
    assert kept.service.service_at_locations.count() == 1
    assert kept.service.service_at_locations.get().schedules.count() == 1
    assert not Service.objects.listed().filter(pk=twin.pk).exists()


def test_there_and_back(kept, cast, twin) -> None:
    before = whole_directory()
    merge = actions.merge(kept=kept.service, gone=twin, take=["alert"], by=cast.ben)
    assert whole_directory() != before
    actions.undo_merge(merge=merge, by=cast.sofia)
    assert whole_directory() == before
    with pytest.raises(actions.refusals.NothingToUndo):
        actions.undo_merge(merge=merge, by=cast.sofia)


def test_not_after_somebody_changed_it(kept, cast, twin) -> None:
    merge = actions.merge(kept=kept.service, gone=twin, by=cast.ben)
    actions.update_service(service=kept.service, fields={"name": "Night talks"}, by=cast.ben)
    with pytest.raises(actions.refusals.ChangedMeanwhile):
        actions.undo_merge(merge=merge, by=cast.ben)
    assert not Service.objects.listed().filter(pk=twin.pk).exists()


def test_twice_or_with_itself_is_refused(kept, cast, twin) -> None:
    with pytest.raises(actions.refusals.CannotMerge):
        actions.merge(kept=kept.service, gone=kept.service, by=cast.ben)
    actions.merge(kept=kept.service, gone=twin, by=cast.ben)
    with pytest.raises(actions.refusals.CannotMerge):
        actions.merge(kept=kept.service, gone=twin, by=cast.ben)


def test_not_with_a_listing_of_somebody_else(kept, cast, at_riverbend) -> None:
    before = whole_directory()
    with pytest.raises(NotYours):
        actions.merge(kept=kept.service, gone=kept.foreign, by=cast.ben)
    assert whole_directory() == before


def test_alike_ones_are_found_and_different_ones_asked_once(kept, cast, twin) -> None:
    assert actions.find_duplicates() == 1
    pair = DuplicatePair.objects.get()
    assert {pair.first_id, pair.second_id} == {kept.service.pk, twin.pk}
    assert pair.metres == 0
    actions.not_the_same(pair=pair, by=cast.ben)
    assert actions.find_duplicates() == 0
    with pytest.raises(actions.refusals.AlreadyDecided):
        actions.not_the_same(pair=pair, by=cast.ben)
