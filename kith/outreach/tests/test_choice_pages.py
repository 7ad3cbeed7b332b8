"""The pages of a choice of stops: asking, waiting, the answer, changing one thing at a time."""

import datetime as dt
import re
import uuid

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.outreach import actions, jobs
from kith.outreach.models import Choice, ChoiceQuestion
from kith.outreach.rules.choice.question import NOBODY, Question

TYPED = {
    "replay_key": "01923f6e-0000-7000-8000-000000000002", "name": "Spring", "region": "four",
    "count": "2", "kind": "covering", "within": "20", "means": "foot", "weekday": "1",
    "hour": "10", "candidates": "all", "need": "", "asks": "0", "fairness": "",
}  # fmt: skip


@pytest.fixture
def deferred(monkeypatch):
    """What went to the worker."""
    found = []
    monkeypatch.setattr(jobs.choose, "defer", lambda **given: found.append(given))
    return found


@pytest.fixture
def ready(four, june, worked_out):
    with tenancy.acting_for(june.organization_id):
        choice = actions.begin_choice(
            name="Spring", question=Question(count=2, within=20, need=NOBODY),
            replay_key=uuid.uuid4(), by=june,
        )  # fmt: skip
    return worked_out(choice)


def plain(page) -> str:
    """Its words, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_a_form_sent_twice_is_one_choice_that_is_on_its_way(
    four, june, signed_in, deferred
) -> None:
    browser = signed_in(june)
    for _ in range(2):
        answer = browser.post("/desk/choices/new/", TYPED)
        assert answer.status_code == 302
    with tenancy.acting_for(june.organization_id):
        (choice,) = Choice.objects.all()
    assert deferred[0] == {"choice": str(choice.pk), "organization": str(choice.organization_id)}
    page = browser.get(answer.url)
    assert "Waiting to start" in plain(page) and "You can leave this page" in plain(page)
    assert 'http-equiv="refresh"' in page.content.decode()
    assert browser.post(f"{answer.url}stop/").status_code == 302
    assert "It was stopped before there was an answer." in plain(browser.get(answer.url))


def test_the_answer_is_one_number_with_its_reasons(ready, june, signed_in) -> None:
    page = plain(signed_in(june).get(f"/desk/choices/{ready.pk}/"))
    assert "1,700 more people within 20 minutes" in page
    assert "17 % of them without a car" in page
    assert "No other choice does better: this is worked out exactly." in page
    assert "Times are an estimate as the crow flies" in page
    assert "Adds 700 people, 27 % without a car." in page
    assert "Without a car 0 290 290 380" in page


def test_weights_are_named_where_they_decide(four, june, worked_out, signed_in) -> None:
    with tenancy.acting_for(june.organization_id):
        choice = actions.begin_choice(
            name="Spring", replay_key=uuid.uuid4(), by=june,
            question=Question(count=1, within=20, need=NOBODY, groups={"without_car": 10.0}),
        )  # fmt: skip
    worked_out(choice)
    page = plain(signed_in(june).get(f"/desk/choices/{choice.pk}/"))
    assert "By what was asked to count, no other choice does better" in page
    assert "Adds 700 people, 27 % without a car." in page


def test_the_shortest_way_for_all_is_told_in_minutes(four, june, worked_out, signed_in) -> None:
    asked = Question(count=2, within=20, need=NOBODY, kind="median")
    with tenancy.acting_for(june.organization_id):
        choice = actions.begin_choice(
            name="Spring", replay_key=uuid.uuid4(), by=june,
            question=asked.pin(str(four["East"].pk)),
        )  # fmt: skip
    worked_out(choice)
    page = plain(signed_in(june).get(f"/desk/choices/{choice.pk}/"))
    assert "On average the way takes" in page
    assert "It must be among them. This costs 111 hours on the way." in page


def test_one_stop_is_held_to_and_let_go_again(
    ready, four, june, signed_in, deferred, worked_out
) -> None:
    browser, address = signed_in(june), f"/desk/choices/{ready.pk}/"
    east = four["East"]
    browser.post(f"{address}stops/{east.pk}/pin/", {"seen": "1"})
    assert len(deferred) == 1
    worked_out(ready)
    page = plain(browser.get(address))
    assert "East must be among them: 600 people fewer" in page
    assert "It must be among them. This costs 600 people." in page
    browser.post(f"{address}undo/", {"seen": "2"})
    assert len(deferred) == 1
    assert "East must be among them" not in plain(browser.get(address))


def test_a_stop_is_thought_of_elsewhere_by_typing(
    ready, four, june, signed_in, deferred, worked_out
) -> None:
    browser, address = signed_in(june), f"/desk/choices/{ready.pk}/"
    there = f"{address}stops/{four['East'].pk}/move/"
    assert browser.post(there, {"seen": "1", "latitude": "x"}).status_code == 422
    browser.post(there, {"seen": "1", "latitude": "0", "longitude": "0.036"})
    worked_out(ready)
    page = plain(browser.get(address))
    assert "East at another place" in page and "Thought of at another place." in page
    assert browser.post(f"{address}adopt/").status_code == 302
    assert "East, moved" in browser.get("/desk/stops/").content.decode()
    assert "Think again" in plain(browser.get(address))


def test_asking_differently_keeps_what_was_held_to(ready, four, june, signed_in, deferred) -> None:
    browser, address = signed_in(june), f"/desk/choices/{ready.pk}/"
    west = str(four["West"].pk)
    with tenancy.acting_for(june.organization_id):
        asked = Question(count=2, within=20, need=NOBODY).ban(west)
        actions.change_question(choice=ready, question=asked, change="ban", seen=1, by=june)
        actions.stop_working(choice=Choice.objects.get(), by=june)
    page = browser.get(f"{address}change/").content.decode()
    assert 'name="seen" value="2"' in page
    answer = browser.post(f"{address}change/", TYPED | {"seen": "2", "within": "45"})
    assert answer.status_code == 302
    with tenancy.acting_for(june.organization_id):
        now = Question.of(ChoiceQuestion.objects.get(number=3).asked)
    assert (now.within, now.banned) == (45, (west,))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"count": "0"}, "1"),
        ({"near": "20"}, "Please write both, or neither."),
        ({"near": "20", "far": "10"}, "This must be more than the minutes above."),
        ({"fairness": "floors"}, "Please write a part for one group at least."),
        ({"fairness": "max_min", "kind": "median"}, "This rule goes with reaching"),
    ],
)
def test_a_form_with_a_fault_comes_back_whole(four, june, signed_in, more, said) -> None:
    answer = signed_in(june).post("/desk/choices/new/", TYPED | more)
    assert answer.status_code == 422
    assert said in plain(answer) and 'value="Spring"' in answer.content.decode()


def test_the_sheet_has_the_stops_and_their_reasons(ready, june, signed_in) -> None:
    lines = signed_in(june).get(f"/desk/choices/{ready.pk}.csv").content.decode().splitlines()
    assert lines[1].startswith("1,West,idea,") and "Adds 1,000 people" in lines[1]
    assert lines[3].startswith(",East,idea,")


def test_strangers_and_those_who_do_not_plan_see_nothing(cast, ready, four, signed_in) -> None:
    address = f"/desk/choices/{ready.pk}/"
    for who in (cast.chidi, cast.amina):
        browser = signed_in(who)
        for page in (address, f"{address}change/", f"/desk/choices/{ready.pk}.csv"):
            assert browser.get(page).status_code == 404
        for verb in ("adopt", "undo", "ask", f"stops/{four['West'].pk}/pin"):
            assert browser.post(f"{address}{verb}/", {"seen": "1"}).status_code == 404


def test_without_a_region_it_says_what_comes_first(cast, june, signed_in) -> None:
    browser = signed_in(june)
    assert "There is no region yet." in plain(browser.get("/desk/choices/"))
    assert browser.get("/desk/choices/new/").status_code == 302


def test_the_pages_ask_the_database_no_more_with_more_stops(
    ready, june, signed_in, django_assert_max_num_queries
) -> None:
    browser = signed_in(june)
    browser.get("/desk/choices/")
    for address in ("/desk/choices/", f"/desk/choices/{ready.pk}/"):
        with django_assert_max_num_queries(12):
            browser.get(address)


def test_work_that_gives_no_sign_of_life_is_told(four, june, signed_in, deferred) -> None:
    browser = signed_in(june)
    address = browser.post("/desk/choices/new/", TYPED).url
    assert "Nothing has been heard" not in plain(browser.get(address))
    with tenancy.acting_for(june.organization_id):
        Choice.objects.update(seen_at=clock.now() - dt.timedelta(minutes=4))
    assert "Nothing has been heard of this work for a while." in plain(browser.get(address))


def test_the_page_that_waits_is_told_to_load_the_answer(ready, june, signed_in) -> None:
    answer = signed_in(june).get(f"/desk/choices/{ready.pk}/", headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
