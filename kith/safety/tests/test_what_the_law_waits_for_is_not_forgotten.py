"""A decision about a report has a clock of its own: who decides hears of it at once, before it runs
out and when it has, with a lead; a concern does not close over it."""

import datetime as dt

import pytest

from kith.core import clock
from kith.safety import actions
from kith.safety.models import Alert, Report
from kith.safety.queries import desk
from kith.safety.refusals import ReportsOpen
from kith.safety.tests import factories

HOUR = dt.timedelta(hours=1)
SOON, LATE = Alert.Why.DUTY_SOON, Alert.Why.DUTY_LATE


@pytest.fixture
def report(night) -> Report:
    rule = actions.add_rule(
        by=night.sofia, jurisdiction="Quay County", about="Harm to a child", hours=24,
        authority="Child line", source="County code 12", decider=night.ben,
    )  # fmt: skip
    return actions.open_report(concern=factories.taken(night), rule=rule, by=night.amina)


def told(report: Report) -> list[tuple[str, str]]:
    rows = report.concern.alerts.filter(why__in=(SOON, LATE)).order_by("number")
    return [(alert.member.name, alert.why) for alert in rows]


def after(hours: float, night) -> int:
    with clock.stopped_at(factories.NIGHT + hours * HOUR):
        return actions.remind_due(organization=night.riverbend.id)


def test_who_decides_is_asked_at_once(report) -> None:
    assert told(report) == [("Ben", SOON)]


def test_reminded_before_told_when_it_ran_out_and_again(night, report) -> None:
    assert after(17.9, night) == 0
    assert (after(18, night), after(18, night)) == (1, 0)
    assert after(23.9, night) == 0
    assert after(24, night) == 1
    assert after(24.9, night) == 0
    assert after(25, night) == 1
    late = [("Ben", LATE), ("Sofia", LATE)]
    assert told(report) == [("Ben", SOON), ("Ben", SOON), *late, *late]


def test_decided_it_is_quiet(night, report) -> None:
    actions.decide_report(report=report, decision="reported", told="after", by=night.ben)
    assert after(30, night) == 0


def test_somebody_who_left_is_not_waited_for(night, report) -> None:
    night.ben.is_active = False
    night.ben.save()
    after(18, night)
    assert told(report)[-1] == ("Sofia", SOON)


def test_a_clock_that_jumped_back_leaves_nobody_waiting(night, report) -> None:
    assert after(-48, night) == 1


def test_a_concern_does_not_close_over_it(night, report) -> None:
    with pytest.raises(ReportsOpen):
        actions.close(concern=report.concern, ended="mistake", reason="slipped", by=night.sofia)


def test_the_page_says_that_the_time_has_run_out(night, report, signed_in) -> None:
    with clock.stopped_at(factories.NIGHT + 25 * HOUR):
        (row,) = desk.undecided(night.ben)
        page = signed_in(night.ben).get("/desk/concerns/").content.decode()
    assert (row.is_late, row.is_mine) == (True, True)
    assert "The time has run out" in page
    assert desk.undecided(night.chidi) == ()


def test_reminders_change_nobodys_turn_on_the_ladder(night, report) -> None:
    actions.release(concern=report.concern, by=night.amina)
    last = report.concern.alerts.order_by("number").last()
    assert (last.member, last.why) == (night.ben, "released")
