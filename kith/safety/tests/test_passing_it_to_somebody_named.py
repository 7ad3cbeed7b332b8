"""Before taking and after: the named one is told at once, it is theirs only when they say so, and
the ladder goes on behind them."""

import datetime as dt

import pytest

from kith.core import clock
from kith.core.lifecycle import NotForYou
from kith.core.refusals import NotYours
from kith.safety import actions
from kith.safety.refusals import PassToAnother
from kith.safety.tests import factories

MINUTE = dt.timedelta(minutes=1)


def told(concern) -> list[tuple[str, str]]:
    return [(alert.member.name, alert.why) for alert in concern.alerts.order_by("number")]


def test_before_taking_the_named_one_is_told_and_no_time_is_won(night) -> None:
    concern = factories.raised(night)
    due = concern.step_due_at
    with clock.stopped_at(factories.NIGHT + 2 * MINUTE):
        actions.pass_on(concern=concern, to=night.sofia, by=night.amina, words="I am driving")
    assert told(concern) == [("Amina", "raised"), ("Sofia", "passed")]
    assert (concern.state, concern.step_due_at) == ("raised", due)


def test_after_taking_nobody_has_it_until_the_named_one_says_so(night) -> None:
    concern = factories.taken(night)
    actions.pass_on(concern=concern, to=night.ben, by=night.amina)
    assert (concern.state, concern.owner) == ("raised", None)
    assert told(concern)[-1] == ("Ben", "passed")
    assert concern.step_due_at == factories.NIGHT + 5 * MINUTE
    actions.acknowledge(concern=concern, by=night.ben)
    assert concern.owner == night.ben


def test_a_silent_one_is_followed_by_the_ladder(night) -> None:
    concern = factories.taken(night)
    actions.pass_on(concern=concern, to=night.sofia, by=night.amina)
    with clock.stopped_at(factories.NIGHT + 6 * MINUTE):
        actions.escalate_due(organization=night.riverbend.id)
    assert told(concern)[-1] == ("Ben", "silent")


def test_who_may_not(night) -> None:
    concern = factories.taken(night)
    with pytest.raises(NotForYou):
        actions.pass_on(concern=concern, to=night.sofia, by=night.ben)
    with pytest.raises(NotYours):
        actions.pass_on(concern=concern, to=night.chidi, by=night.amina)
    with pytest.raises(PassToAnother):
        actions.pass_on(concern=concern, to=night.amina, by=night.amina)
    assert concern.alerts.count() == 1
