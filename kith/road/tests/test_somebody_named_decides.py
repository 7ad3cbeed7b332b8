"""Conflicts, doubles and what lies aside: who may decide, what comes of it, and only once."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.connections.models import Contact
from kith.connections.tests.factories import ask
from kith.core.refusals import NotYours
from kith.people.models import Person
from kith.road import actions
from kith.road.models import Arrival, Question, Version
from kith.road.refusals import Decided, StillNot
from kith.road.tests.tablet import Tablet
from tests.cast import member_of


@pytest.fixture
def conflict(cast, tablet) -> Question:
    """555 0101 is in use, 555 0109 stands beside it."""
    other = Tablet.registered(member_of(cast.riverbend, "Omar", Role.OUTREACH), "Tent tablet")
    person = tablet.intake(name="Dee", phone="555 0101")
    tablet.send()
    other.enter("change", who={"code": person.hex[-6:]}, field="phone", value="555 0109")
    other.send()
    with tenancy.acting_for(cast.riverbend.id):
        return Question.objects.select_related("person__key", "owner").get()


@pytest.fixture
def aside(cast, tablet) -> Question:
    """A talk with somebody with whom June does not walk."""
    request, _code = ask(cast.riverbend, by=cast.ben)
    tablet.enter("contact", who={"code": request.person_id.hex[-6:]}, note="At the tent.")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        return Question.objects.select_related("arrival__device").get(kind="aside")


def beside() -> Version:
    return Version.objects.get(state="beside")


@pytest.mark.usefixtures("at_riverbend")
def test_the_other_one_is_taken(conflict, tablet) -> None:
    actions.choose_version(question=conflict, version_id=beside().pk, by=tablet.member)
    person = Person.objects.get(pk=conflict.person_id)
    assert person.unseal("phone_sealed") == "555 0109"
    states = Version.objects.filter(person=person, field="phone").values_list("state", flat=True)
    assert sorted(states) == ["in_use", "past"]
    assert (conflict.decision, conflict.decided_by) == ("taken", tablet.member)


@pytest.mark.usefixtures("at_riverbend")
def test_who_comes_second_hears_that_it_is_decided(conflict, tablet, cast) -> None:
    other = beside().pk
    used = Version.objects.get(state="in_use", field="phone").pk
    actions.choose_version(question=conflict, version_id=other, by=tablet.member)
    with pytest.raises(Decided):
        actions.choose_version(question=conflict, version_id=used, by=cast.sofia)


@pytest.mark.usefixtures("at_riverbend")
def test_who_does_not_walk_with_them_decides_nothing(conflict, cast) -> None:
    for stranger in (cast.amina, cast.chidi):
        with pytest.raises(NotYours):
            actions.choose_version(question=conflict, version_id=beside().pk, by=stranger)
        with pytest.raises(NotYours):
            actions.open_question(question=conflict, by=stranger)
    assert beside()


@pytest.mark.usefixtures("at_riverbend")
def test_the_same_form_again_is_refused_and_changes_nothing(conflict, cast, signed_in) -> None:
    address = f"/desk/road/conflicts/{conflict.pk}/decide/"
    client = signed_in(cast.sofia)
    assert client.post(address, {"go": str(beside().pk)}).status_code == 302
    assert client.post(address, {"go": "same"}).status_code == 404
    assert client.post(address, {"go": "nonsense"}).status_code == 404


def test_the_pages_show_both_and_record_the_opening(conflict, cast, signed_in) -> None:
    client = signed_in(cast.sofia)
    page = client.get(f"/desk/road/conflicts/{conflict.pk}/").content.decode()
    assert "555 0101" in page and "555 0109" in page and "Tent tablet" in page
    listed = client.get("/desk/road/conflicts/").content.decode()
    assert "Two tablets say different things" in listed and "555 0109" not in listed
    with tenancy.acting_for(cast.riverbend.id):
        assert Entry.objects.filter(verb="opened", subject_id=conflict.person_id).exists()
    assert signed_in(cast.amina).get(f"/desk/road/conflicts/{conflict.pk}/").status_code == 404


@pytest.mark.usefixtures("at_riverbend")
def test_a_supervisor_vouches_and_it_is_entered(aside, cast, tablet) -> None:
    with pytest.raises(NotYours):
        actions.let_in(question=aside, by=tablet.member)
    actions.let_in(question=aside, by=cast.sofia)
    assert Contact.objects.get().recorded_by == tablet.member
    assert Arrival.objects.get(kind="contact").state == "entered"


@pytest.mark.usefixtures("at_riverbend")
def test_what_does_not_fit_is_read_and_put_away(cast, tablet, signed_in) -> None:
    tablet.enter("sign_in", people=0, name="Zuleikha")
    tablet.send()
    question = Question.objects.select_related("arrival__device").get()
    page = signed_in(cast.sofia).get(f"/desk/road/conflicts/{question.pk}/").content.decode()
    assert "Zuleikha" in page
    with pytest.raises(StillNot):
        actions.let_in(question=question, by=cast.sofia)
    question.arrival.refresh_from_db()
    actions.drop(question=question, by=cast.sofia)
    assert Arrival.objects.get().sealed is None


@pytest.mark.usefixtures("at_riverbend")
def test_two_who_may_be_one_are_asked_about_once(cast, tablet) -> None:
    one = tablet.intake(name="Zoë", place="Mill Lane")
    two = tablet.intake(name="zoe", place="mill lane")
    tablet.intake(name="Zoe", place="Ferry Lane")
    tablet.send()
    assert actions.propose_doubles(organization=cast.riverbend.id) == 1
    assert actions.propose_doubles(organization=cast.riverbend.id) == 0
    question = Question.objects.select_related("person", "other").get()
    assert {question.person_id, question.other_id} == {one, two}
    actions.decide_double(question=question, is_same=True, by=tablet.member)
    assert (Question.objects.get().decision, Person.objects.count()) == ("same", 3)


def test_the_lists_ask_the_same_few_questions(
    conflict, aside, cast, signed_in, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.sofia)
    for address in ("/desk/road/conflicts/", "/desk/road/devices/"):
        client.get(address)
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200
