"""Asking, the work, the answer on its page; who may not; twice; stopped meanwhile."""

import dataclasses
import uuid
from types import SimpleNamespace

import numpy as np
import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.core import sources
from kith.core.ids import uuid7
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours
from kith.core.sources import Need, Supply
from kith.region import asking, jobs, travel, working
from kith.region.models import Question, RegionVersion
from kith.region.rules.asking.question import Access, Reach
from kith.region.rules.population import Population
from tests.cast import member_of

NEED = str(uuid.UUID(int=7))


class Clinic:
    """One place of help, and a plan of one more."""

    title, is_planned, at = "Clinic", False, (42.38, -100.92)

    def __init__(self, name: str = "clinic", *, is_planned: bool = False) -> None:
        self.name, self.is_planned = name, is_planned

    def needs(self, language):
        return [] if self.is_planned else [Need(NEED, "Counselling")]

    def supply(self, organization, sought):
        return [] if sought.need not in ("", NEED) else [Supply(self.name, "Mill", *self.at)]


class Estimated(travel.Region):
    """A region without files: four cells, and ways as the crow flies."""

    population = Population(
        ("a", "b", "c", "d"), np.array([42.38, 42.39, 42.40, 42.46]),
        np.array([-100.92, -100.92, -100.92, -100.92]), ("population", "no_car"),
        np.array([[100.0, 20.0], [50.0, 10.0], [40.0, 10.0], [300.0, 90.0]]), (), 0,
    )  # fmt: skip

    def runs(self, weekday, hour):
        return True


@pytest.fixture
def region(db, tmp_path, monkeypatch):
    held = sources.Register()
    for one in (Clinic(), Clinic("stops", is_planned=True)):
        held.register(one)
    monkeypatch.setattr(sources, "supplies", held)
    monkeypatch.setattr(jobs.answer, "defer", lambda **_ids: None)
    found = Estimated(tmp_path, "d" * 64)
    monkeypatch.setattr(travel, "current", lambda _slug="": found)
    times = travel.times
    monkeypatch.setattr(
        travel, "times",
        lambda _region, a, b, means, **more: times(None, a, b, means, limit=travel.LIMIT),
    )  # fmt: skip
    return RegionVersion.objects.create(
        id=uuid7(), slug="mill", name="Mill", digest="d" * 64, is_current=True, west=-101,
        south=42, east=-100, north=43, crossing_count=1, link_count=1, area_count=4,
        population=490, groups=["population", "no_car"], attribution="© us",
    )  # fmt: skip


@pytest.fixture
def june(cast):
    return member_of(cast.riverbend, "June", Role.OUTREACH)


def ask(by, asked=None, **more):
    asked = asked or Access(means="foot", minutes=30, **more)
    with tenancy.acting_for(by.organization_id):
        return asking.ask(asked=asked, region="mill", replay_key=uuid.uuid4(), by=by)


def work(question):
    working.work_out(
        question_id=question.pk, organization=question.organization_id, number=question.number
    )
    with tenancy.acting_for(question.organization_id):
        question.refresh_from_db()
    return question


def test_a_question_is_answered(region, june):
    found = work(ask(june, need=NEED))
    assert found.state == "ready"
    row = found.answer["groups"][0]
    assert (row["people"], row["inside"], row["outside"]) == (490, 150, 340)
    assert (found.answer["estimated"], found.answer["unknown"]) == ("all", 1)
    assert found.answer["shades"][0]["shape"]["type"] == "MultiPolygon"


def test_help_in_another_town_is_not_counted(region, june):
    far = Clinic("far")
    far.at = (10.0, 10.0)
    sources.supplies.register(far)
    found = work(ask(june, need=NEED))
    assert found.answer["services"] == 1 and len(found.answer["places"]) == 1


def test_of_many_districts_the_worst_are_shown_and_the_rest_when_asked(region, june, signed_in):
    found = work(ask(june, need=NEED))
    row = found.answer["districts"][0]
    many = [{**row, "place": f"Part {k:02}."} for k in range(20)]
    with tenancy.acting_for(june.organization_id):
        Question.objects.filter(pk=found.pk).update(answer=found.answer | {"districts": many})
    address, browser = reverse("access_question", args=[found.pk]), signed_in(june)
    page = browser.get(address).content.decode()
    assert "Part 14." in page and "Part 15." not in page and "Show all" in page
    assert "Part 19." in browser.get(f"{address}?all=yes").content.decode()
    page = browser.get(f"{address}?q=part 19").content.decode()
    assert "Part 19." in page and "Part 14." not in page


def test_where_nothing_has_a_name_the_nearest_stop_lends_its_own(region, june, signed_in):
    travel.current().schedule = SimpleNamespace(
        stop_name=("", "Mill Lane", "Mill Lane", "Ferry"),
        latitude=np.array([42.40, 42.384, 42.394, 42.5]), longitude=np.full(4, -100.92),
    )  # fmt: skip
    found = work(ask(june, need=NEED))
    places = {row["place"] for row in found.answer["districts"]}
    assert places == {"Mill Lane (400 m) 42.38, -100.92", "Mill Lane (400 m) 42.39, -100.92",
                      "Mill Lane (700 m)", "42.46, -100.92"}  # fmt: skip
    page = signed_in(june).get(reverse("access_question", args=[found.pk])).content.decode()
    assert "called by the nearest stop" in page
    assert "In 42.46, -100.92 300 people" in page, "four kilometres are too far to lend a name"


def test_where_nobody_offers_it_yet_the_page_says_so(region, june, signed_in, monkeypatch):
    monkeypatch.setattr(sources.supplies["clinic"], "supply", lambda *_asked: [], raising=False)
    found = work(ask(june, need=NEED, plan="stops"))
    page = signed_in(june).get(reverse("access_question", args=[found.pk])).content.decode()
    assert "No service in the directory offers this anywhere near yet." in page
    assert "0 service" not in page


def test_the_same_form_again_is_the_same_question(region, june):
    key = uuid.uuid4()
    with tenancy.acting_for(june.organization_id):
        made = [asking.ask(asked=Access(), region="mill", replay_key=key, by=june) for _ in "ab"]
        assert made[0].pk == made[1].pk and Question.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "fault"), [({"need": str(uuid.uuid4())}, "no_supply"), ({"plan": "x"}, "no_plan")]
)
def test_what_cannot_be_answered_says_why(region, june, more, fault):
    found = work(ask(june, **more))
    assert (found.state, found.fault, found.answer) == ("failed", fault, None)


def test_what_was_stopped_is_not_answered(region, june, monkeypatch):
    question = ask(june)
    told = working._tell

    def stops(given, *more):
        with tenancy.acting_for(june.organization_id):
            asking.stop(question=given.question, by=june)
        told(given, *more)

    monkeypatch.setattr(working, "_tell", stops)
    assert (work(question).state, question.answer) == ("stopped", None)


def test_an_answer_to_an_earlier_time_is_not_kept(region, june):
    first = ask(june)
    earlier = dataclasses.replace(working._gather(first.pk, first.organization_id, 1))
    work(first)
    with tenancy.acting_for(june.organization_id):
        asking.again(question=first, by=june)
    working._keep(earlier, {"stale": True})
    with tenancy.acting_for(june.organization_id):
        first.refresh_from_db()
        assert (first.state, first.number, first.answer) == ("working", 2, None)
        with pytest.raises(WrongState):
            asking.again(question=first, by=june)


def test_others_may_not(region, june, cast):
    question = ask(june)
    with tenancy.acting_for(cast.riverbend.id), pytest.raises(NotYours):
        asking.stop(question=question, by=cast.amina)
    with tenancy.acting_for(cast.harbour.id), pytest.raises(NotYours):
        asking.stop(question=question, by=cast.chidi)
    with tenancy.acting_for(cast.riverbend.id):
        question.refresh_from_db()
        assert question.state == "working"


def test_the_page_tells_the_number_and_the_places(
    region, june, signed_in, django_assert_max_num_queries
):
    question = work(ask(june, need=NEED, plan="typed", places=((42.46, -100.92, 2.0, "North"),)))
    client = signed_in(june)
    address = reverse("access_question", args=[question.pk])
    with django_assert_max_num_queries(13):
        page = client.get(address).content.decode()
    assert "300 more people within 30 minutes" in page
    assert "30 % of them without a car" in page
    assert "estimate as the crow flies" in page
    sheet = client.get(address + "?format=csv").content.decode("utf-8-sig").splitlines()
    assert sheet[0] == "id,district,latitude,longitude,people,minutes,per_1000"
    assert sheet[1].startswith('a,"42.38, -100.92",42.38,-100.92,100,0.0,')
    for table, line in (
        ("groups", "all,490,150,340,"), ("change", "all,300,450,"),
        ("districts", '"42.46, -100.92",300,'),
    ):  # fmt: skip
        told = client.get(f"{address}?format=csv&table={table}").content.decode("utf-8-sig")
        assert any(row.startswith(line) for row in told.splitlines()), told
    assert "Mill · What is nearer counts more (E2SFCA) · Asked by <bdi>June</bdi>" in page


def test_two_answers_stand_side_by_side(region, june, signed_in):
    near, far = work(ask(june)), work(ask(june, asked=Access(means="foot", minutes=120)))
    page = signed_in(june).get(
        reverse("access_question", args=[far.pk]) + f"?beside={near.pk}"
    ).content.decode()  # fmt: skip
    assert "+40" in page


def test_a_form_that_cannot_be_read_keeps_what_was_typed(region, june, signed_in):
    client = signed_in(june)
    typed = {"replay_key": str(uuid.uuid4()), "region": "mill", "means": "foot", "minutes": "30",
             "weekday": "1", "hour": "10", "method": "e2sfca", "plan": "typed",
             "places": "42.4, -100.9\nMill"}  # fmt: skip
    answer = client.post(reverse("new_access_question"), typed)
    assert answer.status_code == 422
    assert "Line 2 cannot be read" in answer.content.decode()
    assert "42.4, -100.9\nMill" in answer.content.decode()
    answer = client.post(reverse("new_access_question"), typed | {"places": "42.4, -100.9, 3"})
    assert answer.status_code == 302
    with tenancy.acting_for(june.organization_id):
        assert Question.objects.get().asked["places"] == [[42.4, -100.9, 3.0, "1"]]


def test_reach_has_shapes_and_people(region, june, signed_in, monkeypatch):
    asked = Reach(means="foot", minutes=30, latitude=42.38, longitude=-100.92, place="Mill")
    reach = travel.reach
    monkeypatch.setattr(
        travel, "reach", lambda _r, place, means, minutes, **_m: reach(None, place, means, minutes)
    )
    question = work(ask(june, asked=asked))
    assert [row["people"] for row in question.answer["people"]] == [100, 150, 150]
    page = signed_in(june).get(reverse("reach", args=[question.pk])).content.decode()
    assert page.count('<path class="area-') == 3
    assert "30 minutes" in page


def test_a_point_outside_of_the_region_is_refused(region, june, signed_in):
    typed = {"replay_key": str(uuid.uuid4()), "region": "mill", "means": "foot", "minutes": "30",
             "weekday": "1", "hour": "10", "latitude": "10", "longitude": "-100.9"}  # fmt: skip
    answer = signed_in(june).post(reverse("new_reach"), typed)
    assert answer.status_code == 422
    assert "outside of the region" in answer.content.decode()


def test_without_a_region_the_page_says_what_to_do(db, june, signed_in):
    client = signed_in(june)
    assert "kith region build" in client.get(reverse("region")).content.decode()
    assert client.get(reverse("new_reach")).status_code == 302
    assert "No region yet" in client.get(reverse("access_questions")).content.decode()


def test_a_region_whose_files_are_lost_says_so(region, june, signed_in, home):
    page = signed_in(june).get(reverse("region")).content.decode()
    assert "Its files are not on this machine" in page
    (home / "regions" / "mill" / ("d" * 16)).mkdir(parents=True)
    assert "not on this machine" not in signed_in(june).get(reverse("region")).content.decode()
