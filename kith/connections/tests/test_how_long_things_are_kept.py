"""The administrator chooses within bounds; job, ask page and privacy page keep to it."""

import pytest
from django.db import IntegrityError, transaction

from kith.accounts import tenancy
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry
from kith.connections import actions, jobs
from kith.connections.actions.periods import PeriodUnknown
from kith.connections.models import Consent, Keeping, Notice
from kith.connections.queries.periods import changes_of
from kith.connections.tests import factories
from kith.core.refusals import NotYours
from kith.people.models import PersonKey

PAGE = "/desk/settings/keeping/"
pytestmark = pytest.mark.django_db


def closed(cast):
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        return actions.close(request=request, reason="helped", by=cast.ben)


def choose(cast, after_closing: int, notices: int = 30) -> Keeping:
    with tenancy.acting_for(cast.riverbend.id):
        return actions.change_periods(by=cast.sofia, after_closing=after_closing, notices=notices)


def key_is_there(cast, *, days: int) -> bool:
    with factories.later(days=days):
        jobs.forget(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        return PersonKey.objects.exists()


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_a_shorter_period_holds_at_once_for_everybody(cast, days, is_kept) -> None:
    closed(cast)
    choose(cast, 30)
    assert key_is_there(cast, days=days) is is_kept


def test_a_longer_one_only_for_who_asks_from_then_on(cast) -> None:
    closed(cast)
    choose(cast, 730)
    closed(cast)
    assert key_is_there(cast, days=366)
    with tenancy.acting_for(cast.riverbend.id):
        assert PersonKey.objects.count() == 1
    assert not key_is_there(cast, days=731)


def test_back_and_forth_keeps_nobody_longer_than_was_said(cast) -> None:
    closed(cast)
    choose(cast, 30)
    choose(cast, 1095)
    assert not key_is_there(cast, days=31)


def test_notices_go_after_their_own_period(cast) -> None:
    closed(cast)
    choose(cast, 365, notices=7)
    with tenancy.acting_for(cast.riverbend.id):
        Notice.objects.update(sent_at="2026-01-01T00:00Z")
        assert Notice.objects.exists()
    with factories.later(days=8):
        jobs.forget(str(cast.riverbend.id))
    with tenancy.acting_for(cast.riverbend.id):
        assert not Notice.objects.filter(sent_at__isnull=False).exists()


@pytest.mark.parametrize("days", [0, 1, 29, 366, 3650])
def test_nothing_outside_the_bounds(cast, days) -> None:
    with pytest.raises(PeriodUnknown):
        choose(cast, days)
    with tenancy.acting_for(cast.riverbend.id), pytest.raises(IntegrityError), transaction.atomic():
        Keeping.objects.create(organization=cast.riverbend, after_closing=days)


def test_only_an_administrator(cast) -> None:
    with pytest.raises(NotYours), tenancy.acting_for(cast.riverbend.id):
        actions.change_periods(by=cast.ben, after_closing=30, notices=30)
    assert confirmed(cast.ben).get(PAGE).status_code == 404
    assert confirmed(cast.sofia, minutes_ago=20).get(PAGE).status_code == 302


def test_the_page_changes_it_and_says_what_was(cast) -> None:
    browser = confirmed(cast.sofia)
    browser.post(PAGE, {"after_closing": "90", "notices": "7"})
    browser.post(PAGE, {"after_closing": "90", "notices": "7"})
    with tenancy.acting_for(cast.riverbend.id):
        assert Keeping.of(cast.riverbend).after_closing == 90
        assert [(c.after_closing, c.by) for c in changes_of(cast.riverbend)] == [
            ("A year", "Sofia")
        ]
        assert Entry.objects.get(verb="periods_changed").detail["after_closing"] == 90
    assert "A year" in browser.get(PAGE).content.decode()


def test_another_organisation_cannot(cast) -> None:
    choose(cast, 90)
    with tenancy.acting_for(cast.harbour.id):
        assert Keeping.objects.filter(pk=cast.riverbend.id).update(after_closing=30) == 0


def test_who_asks_reads_the_period_and_it_is_kept_with_the_consent(cast, client) -> None:
    choose(cast, 90)
    page = client.get(f"/ask/?to={cast.riverbend.slug}").content.decode()
    assert "erased: 90 days" in page
    factories.ask(cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        assert Consent.objects.get().words


def test_the_privacy_page_says_each_organisations_own(cast, client) -> None:
    choose(cast, 30)
    page = client.get("/privacy/").content.decode()
    assert "Riverbend Commons: 30 days" in page and "Harbour Welcome: A year" in page
