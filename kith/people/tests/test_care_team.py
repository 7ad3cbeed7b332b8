"""Who walks with a person sees what is personal; nobody else does, or everybody hears of it."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.core.refusals import NotYours
from kith.people import access, actions
from kith.people.models import CareTeam, Person, PersonKey
from kith.people.refusals import AlreadyErased, GlassReasonMissing
from tests.cast import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    with tenancy.acting_for(cast.riverbend.id):
        found = actions.register(organization=cast.riverbend, name="Dee", place="Mill Lane")
        actions.place_in_team(person=found, member=cast.amina)
        yield found


def test_the_team_and_supervisors_may_open(cast, person) -> None:
    may = {m.name: access.may_open(m, person) for m in (cast.amina, cast.ben, cast.sofia)}
    assert may == {"Amina": True, "Ben": False, "Sofia": True}
    assert not access.may_open(cast.chidi, person)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DIRECTOR, Role.ORGANISER, Role.PARTNER])
def test_other_roles_never_do_even_in_a_team(cast, person, role) -> None:
    other = member_of(cast.riverbend, "Olu", role)
    CareTeam.objects.create(organization=cast.riverbend, person=person, member=other)
    assert not access.may_open(other, person)
    with pytest.raises(NotYours):
        access.get_for(other, person.id)


def test_a_colleague_is_brought_in_by_the_team_and_not_by_themselves(cast, person) -> None:
    with pytest.raises(NotYours):
        actions.join_team(person=person, member=cast.ben, by=cast.ben)
    first = actions.join_team(person=person, member=cast.ben, by=cast.amina)
    assert actions.join_team(person=person, member=cast.ben, by=cast.amina) == first


def test_chidi_is_brought_in_by_nobody(cast, person) -> None:
    with pytest.raises(NotYours):
        actions.join_team(person=person, member=cast.chidi, by=cast.amina)


def test_who_left_sees_no_more(cast, person) -> None:
    place = person.team.get()
    with pytest.raises(NotYours):
        actions.leave_team(place=place, by=cast.ben)
    actions.leave_team(place=place, by=cast.amina)
    left_at = place.left_at
    actions.leave_team(place=place, by=cast.amina)
    assert (place.left_at, access.may_open(cast.amina, person)) == (left_at, False)


def test_breaking_glass_needs_a_reason_and_is_logged(cast, person) -> None:
    with pytest.raises(GlassReasonMissing):
        actions.break_glass(person=person, reason=" ", by=cast.ben)
    actions.break_glass(person=person, reason="She called the night line", by=cast.ben)
    assert access.may_open(cast.ben, person)
    assert Entry.objects.get(verb="broke glass").member_id == cast.ben.id


@pytest.mark.parametrize("who", ["chidi", "admin"])
def test_who_may_not_break_it(cast, person, who) -> None:
    admin = member_of(cast.riverbend, "Olu", Role.ADMINISTRATOR)
    with pytest.raises(NotYours):
        actions.break_glass(
            person=person, reason="Curious", by=cast.chidi if who == "chidi" else admin
        )
    assert CareTeam.objects.count() == 1


def test_when_the_log_cannot_be_written_the_glass_holds(cast, person, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("kith.audit.chain.record", fail)
    with pytest.raises(RuntimeError):
        actions.break_glass(person=person, reason="She called", by=cast.ben)
    with pytest.raises(RuntimeError):
        actions.erase(person=person)
    assert CareTeam.objects.count() == PersonKey.objects.count() == 1


def test_erasing_is_for_supervisors_and_the_person(cast, person) -> None:
    for member in (cast.amina, cast.ben, cast.chidi):
        with pytest.raises(NotYours):
            actions.erase(person=person, by=member)
    actions.erase(person=person, by=cast.sofia)
    assert person.erased_at is not None
    assert Person.objects.get().place == ""
    assert not PersonKey.objects.exists()


def test_nobody_joins_the_team_of_somebody_erased(cast, person) -> None:
    actions.erase(person=person)
    with pytest.raises(AlreadyErased):
        actions.break_glass(person=person, reason="She called", by=cast.ben)
