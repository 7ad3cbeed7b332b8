"""Two telephones, one concern."""

import pytest
from django.urls import reverse

from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import AlreadyChanged, NotYours
from kith.people import access as people
from kith.people import actions as people_actions
from kith.safety import actions
from kith.safety.models import Alert, Concern
from kith.safety.refusals import AlreadyTaken
from kith.safety.tests.factories import WORDS, dee, raised, taken


def test_the_second_hears_who_has_it(night) -> None:
    concern = raised(night)
    on_the_other_phone = Concern.objects.get(pk=concern.pk)
    actions.acknowledge(concern=concern, by=night.amina)
    with pytest.raises(AlreadyTaken) as refusal:
        actions.acknowledge(concern=on_the_other_phone, by=night.ben)
    assert str(refusal.value) == "Amina already has this. You can rest."
    assert Concern.objects.get(pk=concern.pk).owner == night.amina


def test_ones_own_second_press_finds_it_done(night) -> None:
    concern = taken(night)
    assert (
        actions.acknowledge(concern=Concern.objects.get(pk=concern.pk), by=night.amina) == concern
    )


def test_the_owner_may_read_and_is_of_the_team(night) -> None:
    concern = raised(night)
    with pytest.raises(NotYours):
        actions.open_concern(concern=concern, by=night.amina)
    actions.acknowledge(concern=concern, by=night.amina)
    assert people.is_in_team(night.amina, concern.person)
    assert actions.open_concern(concern=concern, by=night.amina).name == "Dee"


def test_passing_on_alerts_somebody_else_at_once(night) -> None:
    concern = actions.release(concern=taken(night), by=night.amina, words="My child woke up")
    assert (concern.state, concern.owner) == ("raised", None)
    last = Alert.objects.filter(concern=concern).order_by("-number").first()
    assert (last.member, last.why) == (night.ben, "released")


def test_only_the_owner_passes_on_and_only_a_supervisor_takes_over(night) -> None:
    concern = taken(night)
    with pytest.raises(NotForYou):
        actions.release(concern=concern, by=night.ben)
    with pytest.raises(NotForYou):
        actions.take_over(concern=concern, by=night.ben)
    actions.take_over(concern=concern, by=night.sofia)
    assert concern.owner == night.sofia


def test_whom_it_is_about_is_said_afterwards_and_the_words_move_with_it(night, signed_in) -> None:
    concern = taken(night, person=None)
    known = dee(night)
    people_actions.place_in_team(person=known, member=night.amina)
    address = reverse("move_concern", args=[concern.id, "name"])
    wrong = signed_in(night.amina).post(address, {"reference": "000000"})
    assert wrong.status_code == 404
    signed_in(night.amina).post(address, {"reference": known.reference})
    concern.refresh_from_db()
    assert concern.person == known
    opened = actions.open_concern(concern=concern, by=night.amina)
    assert (opened.name, opened.notes[0].words) == ("Dee", WORDS)
    with pytest.raises(AlreadyChanged):
        actions.name_person(concern=concern, person=known, by=night.amina)


def test_a_stranger_takes_nothing(night) -> None:
    with pytest.raises(NotYours):
        actions.acknowledge(concern=raised(night), by=night.chidi)


def test_what_is_closed_is_not_taken(night) -> None:
    concern = taken(night)
    actions.close(concern=concern, ended="mistake", reason="Wrong page", by=night.sofia)
    with pytest.raises(WrongState):
        actions.acknowledge(concern=concern, by=night.ben)
