"""A person whose request was closed long ago is kept while somebody watches over them or asks them
how they are."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.connections.actions import forgetting
from kith.core import clock
from kith.measures import actions as measures
from kith.people import actions as people
from kith.people.models import Person
from kith.safety import actions as safety
from kith.safety.tests.factories import NIGHT, on_duty
from tests.cast import Cast

LATER = NIGHT + dt.timedelta(days=800)


@pytest.fixture
def dee(cast: Cast):
    with clock.stopped_at(NIGHT), tenancy.acting_for(cast.riverbend.id):
        on_duty(cast.amina)
        person = people.register(organization=cast.riverbend, name="Dee")
        people.place_in_team(person=person, member=cast.ben)
        yield person


def forgotten(cast: Cast, at: dt.datetime = LATER) -> bool:
    with clock.stopped_at(at):
        forgetting.forget_what_is_over(organization=cast.riverbend.id)
    return Person.objects.get().erased_at is not None


def raised(cast: Cast, dee: Person):
    return safety.raise_concern(by=cast.ben, severity="high", person=dee, replay_key=uuid.uuid4())


def test_nobody_needs_them_any_more(cast, dee) -> None:
    assert forgotten(cast)


def test_a_concern_about_them_is_open(cast, dee) -> None:
    raised(cast, dee)
    assert not forgotten(cast)


def test_a_concern_was_closed_and_the_time_is_over(cast, dee) -> None:
    concern = raised(cast, dee)
    safety.acknowledge(concern=concern, by=cast.ben)
    safety.close(concern=concern, ended="mistake", reason="slipped", by=cast.sofia)
    assert not forgotten(cast, NIGHT + dt.timedelta(days=300))
    assert forgotten(cast)


def test_they_answered_not_long_ago(cast, dee) -> None:
    with clock.stopped_at(LATER - dt.timedelta(days=10)):
        measures.take_down(
            person=dee, instrument="gad-7", typed=[1] * 7, replay_key=uuid.uuid4(), by=cast.ben
        )
    assert not forgotten(cast)
