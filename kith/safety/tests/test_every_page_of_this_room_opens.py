"""Each page answers, in both directions of writing, and a fixed number of queries suffices."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kith.accounts import tenancy
from kith.core import clock
from kith.safety import actions
from kith.safety.models import Concern
from kith.safety.tests import factories
from kith.safety.tests.factories import NIGHT, WORDS

PAGES = [
    "concerns", "concern_watch", "concern_pulse", "raise_concern", "rota", "safety_settings",
    "crisis_words", "helplines", "report_rules",
]  # fmt: skip
STAGES = ("raised", "taken", "consulted", "held", "following")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_supervisor(night, signed_in, name, language) -> None:
    factories.raised(night)
    page = signed_in(night.sofia).get(reverse(name), {"lang": language})
    assert page.status_code == 200
    assert 'style="' not in page.content.decode()


@pytest.mark.parametrize("stage", STAGES)
def test_a_concern_at_each_stage_for_each_who_looks(night, signed_in, stage) -> None:
    concern = getattr(factories, stage)(night)
    for member in (night.amina, night.ben, night.sofia):
        page = signed_in(member).get(reverse("concern", args=[concern.id]))
        assert page.status_code == 200
        assert WORDS not in page.content.decode(), "nothing is shown before it is opened"


def test_a_stranger_finds_nothing(night, signed_in) -> None:
    concern = factories.raised(night)
    browser = signed_in(night.chidi)
    assert browser.get(reverse("concern", args=[concern.id])).status_code == 404
    assert (
        browser.post(reverse("move_concern", args=[concern.id, "acknowledge"])).status_code == 404
    )
    assert concern.reference not in browser.get(reverse("concerns")).content.decode()


def test_two_presses_raise_it_without_script(night, signed_in) -> None:
    person = factories.dee(night)
    browser = signed_in(night.ben)
    first = browser.get(reverse("raise_concern"), {"from": f"/desk/people/{person.id}/"})
    fields = first.context["form"]
    data = {name: fields[name].value() for name in ("severity", "person", "replay_key")}
    answer = browser.post(reverse("raise_concern"), data)
    concern = Concern.objects.get()
    assert answer["Location"] == reverse("concern", args=[concern.id])
    assert (concern.person, concern.severity) == (person, "high")


def test_opening_shows_the_words_and_is_recorded(night, signed_in) -> None:
    concern = factories.taken(night)
    page = signed_in(night.amina).post(reverse("open_concern", args=[concern.id]))
    assert WORDS in page.content.decode()


def test_a_refusal_is_said_on_the_page(night, signed_in) -> None:
    concern = factories.taken(night)
    answer = signed_in(night.ben).post(
        reverse("move_concern", args=[concern.id, "acknowledge"]), follow=True
    )
    assert "Amina already has this. You can rest." in answer.content.decode()


def test_the_pulse_says_who_is_asked_and_no_name_of_a_person(night, signed_in) -> None:
    concern = factories.raised(night)
    answer = signed_in(night.amina).get(reverse("concern_pulse")).json()
    assert (answer["waiting"], answer["asked"]) == (1, [str(concern.id)])
    assert "Dee" not in str(answer)
    concern.alerts.get()
    assert concern.alerts.get().seen_at is not None


def test_today_shows_concerns_first(night, signed_in) -> None:
    concern = factories.raised(night)
    page = signed_in(night.ben).get(reverse("today")).content.decode()
    assert concern.reference in page
    assert page.index("concerns-first") < page.index('id="due"')


def test_lists_ask_the_database_as_often_for_many(
    night, signed_in, django_assert_max_num_queries
) -> None:
    for _ in range(8):
        factories.raised(night, person=None, words="")
    browser = signed_in(night.ben)
    browser.get(reverse("concerns"))
    with django_assert_max_num_queries(9 + 2):  # a savepoint and its end are the test's own
        browser.get(reverse("concerns"))


def test_an_ask_that_is_not_safe_shows_help_at_once(cast) -> None:
    from kith.connections import actions as asking
    from kith.connections.actions import Asking

    with clock.stopped_at(NIGHT):
        request, _code = asking.ask(
            organization=cast.riverbend, replay_key=uuid.uuid4(),
            asking=Asking(consent_words="yes", is_unsafe=True),
        )  # fmt: skip
        with tenancy.acting_for(cast.riverbend.id):
            concern = Concern.objects.get()
    assert (concern.source, concern.subject_id, concern.person_id) == (
        "request", request.id, request.person_id,
    )  # fmt: skip


def test_a_contact_with_a_worry_is_a_concern(night) -> None:
    from kith.connections import actions as connections
    from kith.people import actions as people

    person = factories.dee(night)
    people.place_in_team(person=person, member=night.ben)
    key = uuid.uuid4()
    for _ in range(2):
        connections.record_contact(
            person=person, means="call", reached=True, replay_key=key, by=night.ben, worry="high"
        )
    assert Concern.objects.get().source == "contact"


def test_a_person_opens_their_plan_by_number_and_shares_it(night) -> None:
    person = factories.dee(night)
    plan = actions.begin_plan(person=person, by=night.sofia)
    code = actions.new_plan_code(plan=plan)
    with actions_holding(code) as found:
        actions.write_plan(plan=found, steps={"alone": "The dog"}, version=1)
        actions.share_plan(plan=found, members=[night.amina.id])
        assert actions.open_plan(plan=found, by=night.amina)["alone"] == "The dog"
    assert b"The dog" not in bytes(found.steps_sealed)


def actions_holding(code):
    from kith.safety.actions import planning

    return planning.holding(code)


def test_the_plan_pages_open(night) -> None:
    for name in ("plan", "plan_kept"):
        assert Client().get(reverse(name)).status_code == 200
