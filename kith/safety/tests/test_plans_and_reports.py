"""The plan is the person's; the law's question is decided by somebody named."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from kith.core.refusals import AlreadyChanged, NotYours
from kith.people import actions as people
from kith.safety import actions
from kith.safety.actions import planning
from kith.safety.models import ConcernNote, Plan
from kith.safety.refusals import WrongPlanCode
from kith.safety.tests.factories import NIGHT, dee, taken


def test_a_new_number_shuts_the_old_one(night) -> None:
    plan = actions.begin_plan(person=dee(night), by=night.sofia)
    old = actions.new_plan_code(plan=plan, by=night.sofia)
    new = actions.new_plan_code(plan=plan)
    with planning.holding(new) as found:
        assert found == plan
    for wrong in (old, "123", "2345678901"):
        with pytest.raises(WrongPlanCode), planning.holding(wrong):
            pass


def test_a_change_made_meanwhile_is_never_overwritten(night) -> None:
    plan = actions.begin_plan(person=dee(night), by=night.sofia)
    actions.write_plan(plan=plan, steps={"alone": "Walk"}, version=1)
    with pytest.raises(AlreadyChanged):
        actions.write_plan(plan=plan, steps={"alone": "Sing"}, version=1)
    assert plan.steps()["alone"] == "Walk"


def test_taking_back_what_was_shared(night) -> None:
    plan = actions.begin_plan(person=dee(night), by=night.sofia)
    assert actions.open_plan(plan=plan, by=night.sofia)
    actions.share_plan(plan=plan, members=[])
    with pytest.raises(NotYours):
        actions.open_plan(plan=plan, by=night.sofia)


def test_the_person_s_page_writes_and_shares(night) -> None:
    plan = actions.begin_plan(person=dee(night), by=night.sofia)
    code = actions.new_plan_code(plan=plan)
    browser = Client()
    browser.force_login(night.chidi.user)  # known to the site, so no proof of work; not theirs
    fields = {"code": code, "verb": "write", "version": 1, "signs": "I stop eating"}
    page = browser.post(reverse("plan"), fields).content.decode()
    assert "I stop eating" in page
    browser.post(reverse("plan"), {"code": code, "verb": "share", "member": [str(night.ben.id)]})
    plan.refresh_from_db()
    assert plan.shared_with == [night.ben.id]


def test_erasing_the_person_erases_plan_and_words_and_leaves_the_watch(night) -> None:
    concern = taken(night)
    person = concern.person
    actions.begin_plan(person=person, by=night.sofia)
    people.erase(person=person, by=night.sofia)
    assert Plan.objects.get().steps_sealed is None
    assert not ConcernNote.objects.exclude(words_sealed=None).exists()
    concern.refresh_from_db()
    assert concern.is_open


def test_the_clock_of_a_duty_and_its_decision(night) -> None:
    rule = actions.add_rule(
        by=night.sofia, jurisdiction="Colorado", about="Harm to a child", authority="County",
        hours=24, source="Our lawyer, March 2026", decider=night.ben,
    )  # fmt: skip
    concern = taken(night)
    report = actions.open_report(concern=concern, rule=rule, by=night.amina)
    assert actions.open_report(concern=concern, rule=rule, by=night.amina) == report
    assert report.due_at == NIGHT + dt.timedelta(hours=24)
    with pytest.raises(NotYours):
        actions.decide_report(report=report, decision="reported", told="before", by=night.amina)
    actions.decide_report(report=report, decision="reported", told="before", by=night.ben)
    with pytest.raises(AlreadyChanged):
        actions.decide_report(report=report, decision="not_needed", told="after", by=night.sofia)
