"""Peers see that a measure was filled in. Scores are opened by navigators and supervisors, and
every opening is recorded."""

import datetime as dt

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.core import clock
from kith.core.refusals import NotYours
from kith.measures import access, actions
from kith.measures.models import Assessment
from kith.measures.refusals import NotForPeers
from kith.measures.tests import factories
from kith.people import actions as people
from tests.cast import member_of

pytestmark = pytest.mark.django_db


def test_a_navigator_opens_and_it_is_recorded(here, dee) -> None:
    done = factories.filled(dee, here.amina, [1] * 7)
    opened = actions.open_assessment(assessment=done, by=here.ben)
    assert (opened.result.score, opened.answers["q3"]) == (7, 1)
    entry = Entry.objects.get(verb="opened", detail__what="measure")
    assert (entry.member_id, entry.subject_id) == (here.ben.id, dee.id)


def test_a_peer_of_the_team_does_not(here, dee) -> None:
    done = factories.filled(dee, here.amina, [1] * 7)
    assert access.assessment_for(here.amina, done.id) == done
    for verb in (
        lambda: actions.open_assessment(assessment=done, by=here.amina),
        lambda: actions.open_trajectory(person=dee, by=here.amina),
        lambda: actions.as_fhir(assessment=done, by=here.amina),
    ):
        with pytest.raises(NotForPeers):
            verb()


def test_somebody_outside_the_team_sees_nothing(here, dee) -> None:
    done = factories.filled(dee, here.ben, [1] * 7)
    other = member_of(here.riverbend, "Nora", Role.NAVIGATOR)
    with pytest.raises(NotYours):
        access.assessment_for(other, done.id)
    with pytest.raises(NotYours):
        actions.open_assessment(assessment=done, by=other)
    with tenancy.acting_for(here.harbour.id):
        assert not Assessment.objects.exists()


def test_a_trajectory_compares_only_what_is_alike(here, dee) -> None:
    start = clock.today() - dt.timedelta(days=60)
    for weeks, typed in ((0, [2] * 7), (4, [1, 1, 1, 1, 1, 1, 0]), (8, [0] * 7)):
        day = start + dt.timedelta(weeks=weeks)
        factories.filled(dee, here.ben, typed, filled_on=day)
    factories.filled(dee, here.ben, [3] * 7, language="es", filled_on=clock.today())
    (found,) = actions.open_trajectory(person=dee, by=here.ben)
    assert [step.result.score for step in found.steps] == [14, 6, 0, 21]
    verdicts = [step.change.verdict if step.change else None for step in found.steps]
    assert verdicts == [None, "improved", "improved", None]
    assert found.steps[1].change.is_reliable_recovery


def test_an_own_spread_judges_from_then_on(here, dee) -> None:
    from decimal import Decimal as D

    for typed in ([3, 3, 3], [1, 1, 1]):
        factories.filled(dee, here.ben, typed, "ucla-3")
    assert actions.open_trajectory(person=dee, by=here.ben)[0].steps[1].change is None
    actions.set_spread(
        instrument="ucla-3", sd=D("2"), reliability=D("0.8"), case_at=D(6), by=here.sofia,
        source="Our own two years, 2026",
    )  # fmt: skip
    change = actions.open_trajectory(person=dee, by=here.ben)[0].steps[1].change
    assert (change.verdict, change.is_recovered) == ("improved", True)


def test_who_sets_a_spread(here) -> None:
    from decimal import Decimal as D

    with pytest.raises(NotYours):
        actions.set_spread(
            instrument="phq-9", sd=D(5), reliability=D("0.8"), source="x", by=here.ben
        )


def test_the_erased_leave_nothing_behind(here, dee) -> None:
    factories.filled(dee, here.ben, [1] * 7)
    factories.offered(dee, here.ben)
    people.erase(person=dee)
    assert set(Assessment.objects.values_list("state", "answers_sealed")) == {
        ("finished", None), ("stopped", None)
    }  # fmt: skip
    assert actions.count_outcomes(by=here.sofia, since=clock.now() - dt.timedelta(days=9)) == ()


def test_outcomes_hold_small_numbers_back(here) -> None:
    since = clock.now() - dt.timedelta(days=400)
    for number in range(9):
        dee = factories.person(here.ben)
        factories.filled(dee, here.ben, [2] * 7, filled_on=clock.today() - dt.timedelta(days=60))
        if number < 7:
            better = [0] * 7 if number < 6 else [2] * 7
            factories.filled(dee, here.ben, better)
    (found,) = actions.count_outcomes(by=here.sofia, since=since)
    assert (found.people, found.pairs) == (9, 7)
    assert (found.again.done, found.again.of) == (7, 9)
    assert found.verdicts == {"improved": None, "unchanged": None, "worse": 0}
    assert Entry.objects.filter(detail__what="outcomes").count() == 1


def test_who_does_not_see_outcomes(here) -> None:
    with pytest.raises(NotYours):
        actions.count_outcomes(by=here.amina, since=clock.now())
