"""Next on the rota, then the lead, and round again, until a human has it."""

import datetime as dt
import uuid

import pytest

from kith.accounts.models import Role
from kith.core import clock
from kith.safety import actions
from kith.safety.models import Absence, Alert, Shift
from kith.safety.tests.factories import MINUTE, NIGHT, on_duty, raised, sounded, taken
from tests.cast import member_of


def escalate(cast, minutes: int) -> int:
    with clock.stopped_at(NIGHT + minutes * MINUTE):
        return actions.escalate_due(organization=cast.riverbend.id)


def names(concern) -> list[str]:
    alerts = Alert.objects.filter(concern=concern).order_by("number").select_related("member")
    return [alert.member.name if alert.member else "nobody" for alert in alerts]


def test_each_step_of_five_minutes_asks_the_next(night) -> None:
    concern = raised(night)
    assert [escalate(night, minute) for minute in (4, 5, 6, 10, 15, 20)] == [0, 1, 0, 1, 1, 1]
    assert names(concern) == ["Amina", "Ben", "Sofia", "Amina", "Ben"]


def test_it_ends_when_a_human_has_it(night) -> None:
    concern = raised(night)
    escalate(night, 5)
    with clock.stopped_at(NIGHT + 6 * MINUTE):
        actions.acknowledge(concern=concern, by=night.ben)
    assert escalate(night, 11) == 0


def test_a_moderate_one_waits_half_an_hour(night) -> None:
    sounded(night, uuid.uuid4(), "moderate")
    assert [escalate(night, minute) for minute in (29, 30)] == [0, 1]


def test_an_absent_one_is_passed_by(night) -> None:
    Absence.objects.create(
        organization=night.riverbend, member=night.amina,
        starts_at=NIGHT - MINUTE, ends_at=NIGHT + 600 * MINUTE,
    )  # fmt: skip
    assert names(raised(night)) == ["Ben"]


def test_whose_duty_comes_next_is_asked_before_the_lead(night) -> None:
    zoe = member_of(night.riverbend, "Zoe", Role.PEER)
    on_duty(zoe, start=NIGHT + dt.timedelta(hours=9))
    concern = raised(night)
    for minute in (5, 10, 15):
        escalate(night, minute)
    assert names(concern) == ["Amina", "Ben", "Zoe", "Sofia"]


def test_without_a_rota_the_lead_and_without_a_lead_anybody(night) -> None:
    Shift.objects.all().delete()
    assert names(raised(night)) == ["Sofia"]
    night.sofia.roles = [Role.ADMINISTRATOR]
    night.sofia.save()
    concern = raised(night)
    escalate(night, 5)
    assert names(concern) == ["Amina", "Ben"]


def test_nobody_at_all_is_an_attempt_too(night) -> None:
    concern = raised(night)
    for member in (night.amina, night.ben, night.sofia):
        member.is_active = False
        member.save()
    escalate(night, 5)
    assert names(concern) == ["Amina", "nobody"]


def test_a_late_step_reminds_the_owner_and_then_the_lead(night) -> None:
    concern = taken(night)
    assert [escalate(night, minute) for minute in (14, 15, 30)] == [0, 1, 1]
    assert names(concern) == ["Amina", "Amina", "Sofia"]
    assert Alert.objects.filter(concern=concern, why="late").count() == 2


@pytest.mark.parametrize(
    "jump", [dt.timedelta(days=1), -dt.timedelta(days=1), dt.timedelta(hours=3)]
)
def test_a_jump_of_the_clock_makes_one_attempt_and_goes_on(night, jump) -> None:
    concern = raised(night)
    on_duty(night.sofia, start=NIGHT + jump, hours=9)
    with clock.stopped_at(NIGHT + jump):
        runs = [actions.escalate_due(organization=night.riverbend.id) for _ in range(3)]
    with clock.stopped_at(NIGHT + jump + 5 * MINUTE):
        runs.append(actions.escalate_due(organization=night.riverbend.id))
    assert runs == [1, 0, 0, 1]
    assert [a.number for a in concern.alerts.all()] == [1, 2, 3]
