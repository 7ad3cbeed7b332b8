"""The public tables have no row policy: this is the only lock."""

import pytest

from kith.accounts.models import Role
from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.models import Change
from tests.cast import member_of


def test_a_navigator_of_the_steward_edits(kept, cast, at_riverbend) -> None:
    edit = actions.update_service(service=kept.service, fields={"cost": "sliding"}, by=cast.ben)
    kept.service.refresh_from_db()
    assert edit.is_changed and kept.service.cost == "sliding"


@pytest.mark.parametrize("who", ["chidi", "amina"])
def test_others_do_not(kept, cast, at_riverbend, who) -> None:
    before = Change.objects.count()
    with pytest.raises(NotYours):
        actions.update_service(
            service=kept.service, fields={"name": "Mine now"}, by=getattr(cast, who)
        )
    kept.service.refresh_from_db()
    assert kept.service.name == "Evening talks"
    assert Change.objects.count() == before


def test_a_partner_contact_does_not(kept, cast, at_riverbend) -> None:
    pat = member_of(cast.riverbend, "Pat", Role.PARTNER)
    with pytest.raises(NotYours):
        actions.set_phones(service=kept.service, rows=[{"number": "555-0102"}], by=pat)
    assert not kept.service.phones.exists()


def test_nobodys_listing_is_adopted_by_an_administrator_once(kept, cast, at_riverbend) -> None:
    with pytest.raises(NotYours):
        actions.adopt(service=kept.free, by=cast.ben)
    actions.adopt(service=kept.free, by=cast.sofia)
    kept.free.refresh_from_db()
    assert kept.free.steward == cast.riverbend
    with pytest.raises(actions.refusals.KeptAlready):
        actions.adopt(service=kept.free, by=cast.sofia)


def test_what_cannot_be_is_refused_whole(kept, cast, at_riverbend) -> None:
    with pytest.raises(actions.refusals.NotPossible):
        actions.update_service(
            service=kept.service, fields={"minimum_age": 30, "maximum_age": 20}, by=cast.ben
        )
    with pytest.raises(actions.refusals.NotPossible):
        actions.update_service(
            service=kept.service, fields={"name": "New", "cost": "cheap"}, by=cast.ben
        )
    kept.service.refresh_from_db()
    assert (kept.service.name, kept.service.minimum_age) == ("Evening talks", None)


def test_a_service_sent_twice_is_listed_once(kept, cast, at_riverbend) -> None:
    from kith.core.ids import uuid7

    key = uuid7()
    for _press in range(2):
        made = actions.create_service(
            organization=kept.organization, fields={"name": "Choir"}, by=cast.ben, key=key
        )
    assert made.pk == key
    assert kept.organization.services.filter(name="Choir").count() == 1
