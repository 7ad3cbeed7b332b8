"""A visit is moved, added, taken out; what breaks a rule is said first; each change is undone."""

import datetime as dt
import re
import uuid

import pytest

from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.outreach import actions
from kith.outreach.actions import Change, Wanted
from kith.outreach.models import Edit, Tour, Visit
from kith.outreach.refusals import KnownToAll, OnlyBackwards, OutsideTheWeeks, RuleOfSafety
from kith.outreach.tests.conftest import MONDAY

TUESDAY, FRIDAY, SUNDAY = (MONDAY + dt.timedelta(days=k) for k in (1, 4, 6))


@pytest.fixture
def wished(plan, stop, june, at_riverbend):
    return actions.wish(plan=plan, stop=stop, wanted=Wanted(regularity="free"), by=june)


def to(visit, van, day, opens=600, minutes=120) -> Change:
    return Change("move", visit=visit, unit=van, day=day, opens=opens, minutes=minutes)


def codes(look) -> set[str]:
    return {clash.code for clash in look.clashes}


def test_to_another_day_and_back(plan, van, visit, wished, june) -> None:
    before = [*Tour.objects.values("day", "leaves", "back"), *Visit.objects.values()]
    look = actions.look(plan=plan, change=to(visit, van, FRIDAY), by=june)
    assert look.clashes == [] and look.opens == 600
    edit = actions.keep(plan=plan, change=to(visit, van, FRIDAY), replay_key=uuid.uuid4(), by=june)
    moved = Visit.objects.select_related("tour").get()
    assert (moved.pk, moved.tour.day, moved.opens, moved.closes) == (visit.pk, FRIDAY, 600, 720)
    assert moved.begins == 570 and Tour.objects.count() == 1
    actions.undo(edit=edit, by=june)
    assert [*Tour.objects.values("day", "leaves", "back"), *Visit.objects.values()][0] == before[0]
    assert Visit.objects.get().tour.day == TUESDAY
    with pytest.raises(AlreadyChanged):
        actions.undo(edit=edit, by=june)


def test_looking_changes_nothing(plan, van, visit, wished, june) -> None:
    actions.look(plan=plan, change=to(visit, van, FRIDAY), by=june)
    assert Visit.objects.get().tour.day == TUESDAY and not Edit.objects.exists()


def test_the_same_form_again_is_one_change(plan, van, visit, wished, june) -> None:
    key = uuid.uuid4()
    first, second = (
        actions.keep(plan=plan, change=to(visit, van, FRIDAY), replay_key=key, by=june)
        for _ in range(2)
    )
    assert first == second and Edit.objects.count() == 1


def test_a_day_without_a_crew_is_never_kept(plan, van, visit, wished, june) -> None:
    look = actions.look(plan=plan, change=to(visit, van, SUNDAY), by=june)
    assert "unit_unavailable" in codes(look) and not look.is_safe
    with pytest.raises(RuleOfSafety):
        actions.keep(plan=plan, change=to(visit, van, SUNDAY), replay_key=uuid.uuid4(),
                     reason="All the same", by=june)  # fmt: skip
    assert Visit.objects.get().tour.day == TUESDAY


def test_a_day_the_host_does_not_allow_is_never_kept(plan, van, visit, wished, stop, june) -> None:
    type(stop).objects.filter(pk=stop.pk).update(weekdays=[2])
    look = actions.look(plan=plan, change=to(visit, van, FRIDAY), by=june)
    assert codes(look) == {"not_ready"} and not look.is_safe


def test_hours_that_are_not_kept_need_a_reason(plan, van, visit, wished, stop, june) -> None:
    type(stop).objects.filter(pk=stop.pk).update(from_time=dt.time(9), until_time=dt.time(12, 30))
    later = to(visit, van, TUESDAY, opens=660)
    look = actions.look(plan=plan, change=later, by=june)
    assert [(c.code, c.by) for c in look.clashes] == [("hours", 50)] and look.is_safe
    with pytest.raises(ReasonMissing):
        actions.keep(plan=plan, change=later, replay_key=uuid.uuid4(), by=june)
    edit = actions.keep(plan=plan, change=later, replay_key=uuid.uuid4(), by=june,
                        reason="The host agreed by telephone.")  # fmt: skip
    assert edit.reason and edit.clashes[0]["code"] == "hours"


def test_a_visit_more_begins_when_the_van_can_be_there(
    plan, van, visit, wished, stop, june
) -> None:
    again = Change("add", stop=stop, unit=van, day=TUESDAY, opens=720, minutes=60)
    assert "twice_a_day" in codes(actions.look(plan=plan, change=again, by=june))
    add = Change("add", stop=stop, unit=van, day=FRIDAY, opens=480, minutes=60)
    look = actions.look(plan=plan, change=add, by=june)
    assert look.opens > 480 + 30  # nobody leaves before eight, and the road takes its time
    assert [(c.code, c.by) for c in look.clashes] == [("stay_too_short", 60)]
    actions.keep(plan=plan, change=add, replay_key=uuid.uuid4(), by=june, reason="A short hello.")
    assert Visit.objects.get(tour__day=FRIDAY).opens == look.opens


def test_taken_out_and_put_back(plan, van, visit, wished, june) -> None:
    drop = Change("drop", visit=visit)
    edit = actions.keep(plan=plan, change=drop, replay_key=uuid.uuid4(), by=june)
    assert not Visit.objects.exists() and not Tour.objects.exists()
    actions.undo(edit=edit, by=june)
    assert Visit.objects.get().pk == visit.pk and Visit.objects.get().opens == visit.opens


def test_what_everybody_knows_is_called_off_not_taken_out(plan, visit, june, at_riverbend) -> None:
    Visit.objects.update(state="published", published_at="2031-01-01T00:00Z")
    visit.refresh_from_db()
    with pytest.raises(KnownToAll):
        actions.look(plan=plan, change=Change("drop", visit=visit), by=june)


def test_an_earlier_change_is_not_undone_under_a_later_one(plan, van, visit, wished, june) -> None:
    first = actions.keep(plan=plan, change=to(visit, van, FRIDAY), replay_key=uuid.uuid4(), by=june)
    visit = Visit.objects.select_related("tour").get()
    actions.keep(plan=plan, change=to(visit, van, FRIDAY, 700), replay_key=uuid.uuid4(), by=june)
    with pytest.raises(OnlyBackwards):
        actions.undo(edit=first, by=june)
    first.refresh_from_db()
    assert first.undone_at is None


def test_a_day_outside_the_weeks_and_a_stranger(cast, plan, van, visit, june, at_riverbend) -> None:
    with pytest.raises(OutsideTheWeeks):
        actions.look(plan=plan, change=to(visit, van, MONDAY - dt.timedelta(days=1)), by=june)
    for who in (cast.chidi, cast.amina):
        with pytest.raises(NotYours):
            actions.look(plan=plan, change=to(visit, van, FRIDAY), by=who)


def test_the_page_says_what_it_does_and_only_then_keeps(
    cast, plan, van, visit, june, signed_in
) -> None:
    browser = signed_in(june)
    address = f"/desk/visits/{visit.pk}/move/"
    typed = {"replay_key": uuid.uuid4(), "day": "2031-05-11", "opens": "10:00", "minutes": 120,
             "unit": str(van.pk), "do": "look"}  # fmt: skip
    page = browser.post(address, typed).content.decode()
    assert "The unit has no crew on this day" in page and 'value="keep"' not in page
    page = browser.post(address, typed | {"day": "2031-05-09"}).content.decode()
    assert 'value="keep"' in page
    keep = typed | {"day": "2031-05-09", "do": "keep"}
    answer = browser.post(f"{address}?unit={van.pk}", keep)
    assert answer.url == f"/desk/weeks/{plan.pk}/calendar/?unit={van.pk}#d-2031-05-09"
    page = browser.get(answer.url).content.decode()
    undo = re.search(rf'action="(/desk/weeks/{plan.pk}/undo/[^"]+)"', page)[1]
    assert undo.endswith(f"?unit={van.pk}")
    assert 'data-opens="10:00" data-minutes="120"' in page
    page = browser.get(f"/desk/weeks/{plan.pk}/calendar/").content.decode()
    assert "The mill yard was moved" in page and "Undo" in page
    sheet = browser.get(f"/desk/weeks/{plan.pk}/calendar.csv").content.decode()
    assert "2031-05-09" in sheet and "Ida" not in sheet
    add = browser.get(f"/desk/weeks/{plan.pk}/add/?day=2031-05-09&unit={van.pk}")
    assert f'<option value="{van.pk}" selected>' in add.content.decode()
    assert browser.post(undo).url.endswith(f"?unit={van.pk}#d-2031-05-06")


def test_the_grid_asks_the_database_no_more_with_more_visits(
    cast, plan, van, visit, june, signed_in, django_assert_max_num_queries, at_riverbend
) -> None:
    browser = signed_in(june)
    with django_assert_max_num_queries(14):
        browser.get(f"/desk/weeks/{plan.pk}/calendar/")
