"""An organisation begins with its first entry in the log."""

import pytest

from kith.accounts import actions, tenancy
from kith.accounts.actions.organizations import LanguageUnknown, NameTaken, TimeZoneUnknown
from kith.accounts.models import Organization
from kith.audit.models import Entry


@pytest.mark.django_db
def test_its_log_begins_with_it() -> None:
    made = actions.create_organization(name="Lakeside Listening", country="CA", languages=["fr"])
    assert (made.slug, made.country, made.languages) == ("lakeside-listening", "CA", ["fr"])
    with tenancy.acting_for(made.id):
        assert [e.verb for e in Entry.objects.all()] == ["organization_created"]


def test_a_short_name_is_used_once(cast) -> None:
    with pytest.raises(NameTaken):
        actions.create_organization(name="Another", slug="riverbend")
    assert Organization.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({"time_zone": "Mars/Base"}, TimeZoneUnknown),
        ({"languages": ["tlh"]}, LanguageUnknown),
        ({"languages": []}, LanguageUnknown),
    ],
)
def test_settings_nobody_could_use_are_refused(settings, refusal) -> None:
    with pytest.raises(refusal):
        actions.create_organization(name="Lakeside", **settings)
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_nothing_is_saved_when_the_log_cannot_be_written(broken_log) -> None:
    with broken_log, pytest.raises(RuntimeError):
        actions.create_organization(name="Lakeside")
    assert not Organization.objects.exists()
