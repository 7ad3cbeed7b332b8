"""A form carries the version it was written on."""

import pytest

from kith.directory import actions
from kith.directory.actions import sections
from kith.directory.models import Change


def version_of(name, owner_id) -> str:
    return sections.version(sections.read(sections.SECTIONS[name], owner_id))


def test_the_second_is_told_and_sees_what_stands(kept, cast, at_riverbend) -> None:
    seen = version_of("words", kept.service.pk)
    actions.update_service(
        service=kept.service, fields={"name": "Ben's"}, by=cast.ben, based_on=seen
    )
    with pytest.raises(actions.refusals.ChangedMeanwhile) as told:
        actions.update_service(
            service=kept.service, fields={"name": "Sofia's"}, by=cast.sofia, based_on=seen
        )
    assert told.value.current[0]["name"] == "Ben's"
    kept.service.refresh_from_db()
    assert kept.service.name == "Ben's"


def test_other_sections_do_not_collide(kept, cast, at_riverbend) -> None:
    seen = version_of("phones", kept.service.pk)
    actions.update_service(service=kept.service, fields={"name": "Ben's"}, by=cast.ben)
    actions.set_phones(
        service=kept.service, rows=[{"number": "555-0103"}], by=cast.sofia, based_on=seen
    )
    assert kept.service.phones.get().number == "555-0103"


def test_a_double_click_is_one_change(kept, cast, at_riverbend) -> None:
    seen = version_of("phones", kept.service.pk)
    before = Change.objects.count()
    first = actions.set_phones(
        service=kept.service, rows=[{"number": "555-0104"}], by=cast.ben, based_on=seen
    )
    second = actions.set_phones(
        service=kept.service, rows=[{"number": "555-0104"}], by=cast.ben, based_on=seen
    )
    assert (first.is_changed, second.is_changed) == (True, False)
    assert kept.service.phones.count() == 1
    assert Change.objects.count() == before + 1
