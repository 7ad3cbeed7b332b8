"""Settings are changed by administrators, of their own organisation, and leave a history."""

import pytest
from django.db import connection

from kith.accounts import actions, tenancy
from kith.accounts.actions.organizations import LanguageUnknown, TimeZoneUnknown
from kith.accounts.models import Organization
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry
from kith.core.refusals import NotYours


def entries(cast) -> list:
    with tenancy.acting_for(cast.riverbend.id):
        return list(Entry.objects.values_list("verb", "detail"))


def test_the_crisis_line(cast) -> None:
    actions.change_organization(by=cast.sofia, crisis_number="555-0199", name="Riverbend Commons")
    cast.riverbend.refresh_from_db()
    assert cast.riverbend.crisis_number == "555-0199"
    assert entries(cast) == [("organization_changed", {"settings": ["crisis_number"]})]
    with tenancy.acting_for(cast.riverbend.id):
        assert Organization.pgh_event_model.objects.get().crisis_number == "555-0100"


def test_nothing_new_leaves_no_trace(cast) -> None:
    actions.change_organization(by=cast.sofia, crisis_number="555-0100")
    assert entries(cast) == []


@pytest.mark.parametrize("who", ["amina", "ben"])
def test_only_an_administrator_may(cast, who) -> None:
    with pytest.raises(NotYours):
        actions.change_organization(by=getattr(cast, who), name="Mine")
    cast.riverbend.refresh_from_db()
    assert cast.riverbend.name == "Riverbend Commons"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"time_zone": "Mars/Base"}, TimeZoneUnknown), ({"languages": []}, LanguageUnknown)],
)
def test_what_nobody_could_use_is_refused(cast, change, refusal) -> None:
    with pytest.raises(refusal):
        actions.change_organization(by=cast.sofia, **change)


def test_the_short_name_stays(cast) -> None:
    with pytest.raises(ValueError, match="slug"):
        actions.change_organization(by=cast.sofia, slug="other")


def test_the_database_lets_nobody_change_another_organisation(cast) -> None:
    with tenancy.acting_for(cast.harbour.id), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_organization SET name = 'Mine' WHERE slug = 'riverbend'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM accounts_organization")
        assert cursor.rowcount == 0


def test_nothing_is_saved_when_the_log_cannot_be_written(cast, broken_log) -> None:
    with broken_log, pytest.raises(RuntimeError):
        actions.change_organization(by=cast.sofia, name="Else")
    cast.riverbend.refresh_from_db()
    assert cast.riverbend.name == "Riverbend Commons"


def test_in_the_browser(cast) -> None:
    sent = {
        "name": "Riverbend", "kind": "community", "country": "ca", "time_zone": "America/Toronto",
        "languages": ["en", "fr"], "crisis_number": "988",
    }  # fmt: skip
    answer = confirmed(cast.sofia).post("/desk/settings/organization/", sent)
    assert answer.status_code == 302
    cast.riverbend.refresh_from_db()
    assert (cast.riverbend.country, cast.riverbend.languages) == ("CA", ["en", "fr"])
    assert not cast.riverbend.takes_requests


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast) -> None:
    answer = confirmed(cast.sofia).post(
        "/desk/settings/organization/", {"name": "Kept words", "time_zone": "Mars/Base"}
    )
    assert "Kept words" in answer.content.decode()
    cast.riverbend.refresh_from_db()
    assert cast.riverbend.name == "Riverbend Commons"
