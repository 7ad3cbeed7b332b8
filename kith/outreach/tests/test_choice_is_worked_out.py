"""A choice of stops from the question to the stops, through its actions and its job."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.core import sources
from kith.core.refusals import AlreadyChanged, NotYours
from kith.core.sources import Demand
from kith.outreach import actions
from kith.outreach.models import ChoiceQuestion, ChosenStop, Stop
from kith.outreach.refusals import FirstStep, TooManyPinned
from kith.outreach.rules.choice import answer
from kith.outreach.rules.choice.question import NOBODY, Question
from kith.outreach.tests.four_areas import KM

TWO = Question(count=2, within=20, need=NOBODY)


@pytest.fixture
def acting(cast):
    return lambda: tenancy.acting_for(cast.riverbend.id)


def begun(june, question=TWO):
    with tenancy.acting_for(june.organization_id):
        return actions.begin_choice(
            name="Spring", question=question, replay_key=uuid.uuid4(), by=june
        )


def changed(choice, question, change, june, stop=None):
    with tenancy.acting_for(june.organization_id):
        seen = actions.current_question(choice).number
        return actions.change_question(
            choice=choice, question=question, change=change, seen=seen, by=june, stop=stop
        )


def test_the_two_that_reach_most_with_their_reasons(four, june, worked_out, acting) -> None:
    choice = worked_out(begun(june))
    assert choice.state == "ready"
    with acting():
        told = actions.current_question(choice).answer
        chosen = list(choice.stops.select_related("stop"))
    assert [(one.number, one.stop.name) for one in chosen] == [(1, "West"), (2, "Middle")]
    assert told["reach"] == [
        {"group": "all", "total": 1800, "care": 0, "new": 1700, "left": 100},
        {"group": "without_car", "total": 380, "care": 0, "new": 290, "left": 90},
    ]
    assert told["is_proven"] and told["estimated"] == "all"
    adds, who = chosen[1].reasons[:2]
    assert adds == {"code": "adds", "values": {"people": "700"}}
    assert who["values"] == {"group": "without_car", "people": "190", "percent": "27"}


def test_keeping_a_stop_says_its_price_and_is_taken_back_at_once(
    four, june, worked_out, acting
) -> None:
    choice, east = worked_out(begun(june)), str(four["East"].pk)
    choice = worked_out(changed(choice, TWO.pin(east), "pin", june, four["East"]))
    with acting():
        told = actions.current_question(choice).answer
        assert {one.stop.name for one in choice.stops.all()} == {"West", "East"}
        assert told["prices"] == [{"stop": east, "is": "pinned", "people": 600, "part": 0.5455}]
        actions.undo_change(choice=choice, seen=2, by=june)
        assert [one.stop.name for one in choice.stops.all()] == ["West", "Middle"]
        choice.refresh_from_db()
        assert choice.state == "ready"
        with pytest.raises(FirstStep):
            actions.undo_change(choice=choice, seen=1, by=june)


def test_a_stop_at_another_place_becomes_an_idea_there_when_adopted(
    four, june, worked_out, acting
) -> None:
    east, at = four["East"], (0.0, 4 * KM)
    choice = worked_out(begun(june))
    choice = worked_out(changed(choice, TWO.move(str(east.pk), *at), "move", june, east))
    with acting():
        there = choice.stops.get(stop=east)
        assert there.longitude == at[1]
        assert there.reasons[0]["values"] == {"people": "300"}
        actions.adopt_choice(choice=choice, by=june)
        assert choice.stops.filter(latitude=None).count() == 2
        moved = Stop.objects.get(name="East, moved")
        assert (moved.longitude, moved.state) == (at[1], "idea")
        assert ChosenStop.objects.filter(choice=choice, stop=moved).exists()
        east.refresh_from_db()
        assert east.longitude == 6 * KM


def test_what_is_near_care_counts_less_and_asks_in_vain_count_more(
    four, june, worked_out, acting, monkeypatch
) -> None:
    class Asked:
        name = "test"

        def unmet(self, organization):
            return [Demand(0.0, 6.1 * KM, 40), Demand(5.0, 5.0, 10**6)]

    register = sources.Register()
    register.register(Asked())
    monkeypatch.setattr(sources, "demands", register)
    monkeypatch.setattr("kith.outreach.care.places", lambda need, _language: [(0.0, 0.0)])
    one = Question(count=1, within=20, near=20, far=60, asks=100.0)
    choice = worked_out(begun(june, one))
    with acting():
        (east,) = choice.stops.all()
        assert east.stop == four["East"]
        assert {"code": "asked_in_vain", "values": {"asks": "40"}} in east.reasons
        everybody = actions.current_question(choice).answer["reach"][0]
    assert everybody == {"group": "all", "total": 1800, "care": 1000, "new": 100, "left": 700}


def test_who_has_care_near_does_not_count_if_not_told_else(
    four, june, worked_out, acting, monkeypatch
) -> None:
    monkeypatch.setattr("kith.outreach.care.places", lambda need, _language: [(0.0, 0.0)])
    choice = worked_out(begun(june, Question(count=1, within=20)))
    with acting():
        (middle,) = choice.stops.all()
        assert middle.stop == four["Middle"]
    assert middle.reasons[0] == {"code": "adds", "values": {"people": "700"}}


def test_a_floor_that_cannot_be_kept_is_told_and_another_question_goes_on(
    four, june, worked_out
) -> None:
    unfair = Question(
        count=1, within=20, need=NOBODY, fairness="floors", floors={"without_car": 0.9}
    )
    choice = worked_out(begun(june, unfair))
    assert (choice.state, choice.fault) == ("failed", "impossible")
    choice = worked_out(changed(choice, TWO, "other", june))
    assert (choice.state, choice.fault) == ("ready", "")


def test_the_worst_off_group_first(four, june, worked_out, acting) -> None:
    fair = Question(count=1, within=20, need=NOBODY, fairness="max_min", max_min=("without_car",))
    choice = worked_out(begun(june, fair))
    with acting():
        assert [one.stop.name for one in choice.stops.all()] == ["Middle"]


def test_the_shortest_way_for_all(four, june, worked_out, acting) -> None:
    choice = worked_out(begun(june, Question(count=1, kind="median", need=NOBODY, within=20)))
    with acting():
        assert [one.stop.name for one in choice.stops.all()] == ["West"]
        assert actions.current_question(choice).answer["kind"] == "median"


def test_what_was_stopped_is_not_kept_and_may_be_asked_again(
    four, june, worked_out, acting
) -> None:
    choice = begun(june)
    with acting():
        actions.stop_working(choice=choice, by=june)
    choice = worked_out(choice)
    assert choice.state == "stopped"
    with acting():
        assert not ChosenStop.objects.exists()
        choice = actions.ask_again(choice=choice, by=june)
    assert worked_out(choice).state == "ready"


def test_what_comes_out_after_somebody_pressed_stop_is_not_kept(
    four, june, worked_out, acting, monkeypatch
) -> None:
    choice, told = begun(june), answer.told

    def stopped_meanwhile(*given):
        with acting():
            actions.stop_working(choice=choice, by=june)
        return told(*given)

    monkeypatch.setattr(answer, "told", stopped_meanwhile)
    assert worked_out(choice).state == "stopped"
    with acting():
        assert not ChosenStop.objects.exists()
        assert actions.current_question(choice).answer is None


def test_a_job_that_runs_twice_changes_nothing(four, june, worked_out, acting) -> None:
    choice = worked_out(begun(june))
    with acting():
        first = list(ChosenStop.objects.values_list("pk", flat=True))
    worked_out(choice)
    with acting():
        assert list(ChosenStop.objects.values_list("pk", flat=True)) == first


def test_a_crash_is_kept_with_the_choice(four, june, worked_out, monkeypatch, acting) -> None:
    choice = begun(june)

    def broken(need, _language):
        raise RuntimeError("disk")

    monkeypatch.setattr("kith.outreach.care.places", broken)
    with pytest.raises(RuntimeError):
        worked_out(choice)
    with acting():
        choice.refresh_from_db()
    assert (choice.state, choice.fault) == ("failed", "broken")


def test_of_two_changes_at_once_the_second_is_told_and_the_same_twice_is_one(
    four, june, worked_out, acting
) -> None:
    choice, east, west = worked_out(begun(june)), str(four["East"].pk), str(four["West"].pk)
    with acting():
        for _ in range(2):
            actions.change_question(
                choice=choice, question=TWO.pin(east), change="pin", seen=1, by=june
            )
        assert ChoiceQuestion.objects.count() == 2
        with pytest.raises(AlreadyChanged):
            actions.change_question(
                choice=choice, question=TWO.ban(west), change="ban", seen=1, by=june
            )


def test_no_more_are_held_to_than_may_be_chosen(four, june, worked_out, acting) -> None:
    choice = worked_out(begun(june))
    all_three = TWO
    for stop in four.values():
        all_three = all_three.pin(str(stop.pk))
    with acting(), pytest.raises(TooManyPinned):
        actions.change_question(choice=choice, question=all_three, change="pin", seen=1, by=june)


def test_only_those_who_plan_may_ask_change_or_adopt(cast, four, june, worked_out, acting) -> None:
    choice = worked_out(begun(june))
    with acting():
        for who in (cast.chidi, cast.amina):
            for refused in (
                lambda by: actions.adopt_choice(choice=choice, by=by),
                lambda by: actions.undo_change(choice=choice, seen=1, by=by),
                lambda by: actions.stop_working(choice=choice, by=by),
                lambda by: actions.ask_again(choice=choice, by=by),
                lambda by: actions.reconsider_choice(choice=choice, by=by),
            ):
                with pytest.raises(NotYours):
                    refused(who)
        with pytest.raises(NotYours):
            begun(cast.amina)


def test_without_a_region_it_says_what_is_missing(cast, june, worked_out, monkeypatch) -> None:
    monkeypatch.setattr("kith.region.travel.current", lambda slug="": None)
    choice = worked_out(begun(june))
    assert (choice.state, choice.fault) == ("failed", "no_people")
