"""Two tablets tell different things of the same person: both stand, and somebody named is asked."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road.models import Question, Version
from kith.road.tests.tablet import Tablet, agreed
from tests.cast import member_of


@pytest.fixture
def other(cast, tablet):
    """A second tablet of the same run, in Omar's hands."""
    return Tablet.registered(member_of(cast.riverbend, "Omar", Role.OUTREACH), "Tent tablet")


@pytest.fixture
def dee(tablet):
    """Met on the first tablet; the record that said so, and who she is."""
    person = tablet.intake(name="Dee", phone="555 0101")
    record = tablet.outbox[0].id
    tablet.send()
    return record, person


def code_of(person) -> str:
    return person.hex[-6:].upper()


def standing(cast, person, field="phone") -> list[tuple[str, str]]:
    with tenancy.acting_for(cast.riverbend.id):
        rows = Version.objects.filter(person_id=person, field=field).exclude(state="past")
        return sorted((each.state, each.unseal("value_sealed")) for each in rows)


def in_use(cast, person) -> str:
    with tenancy.acting_for(cast.riverbend.id):
        return Person.objects.get(pk=person).unseal("phone_sealed")


def test_over_what_the_tablet_had_seen_it_is_a_change(cast, tablet, dee) -> None:
    record, person = dee
    tablet.enter("change", who={"id": person}, field="phone", value="555 0102", base=record)
    tablet.send()
    assert standing(cast, person) == [("in_use", "555 0102")]
    assert in_use(cast, person) == "555 0102"


def test_two_changes_of_the_same_are_two_versions_and_a_question(cast, tablet, other, dee) -> None:
    record, person = dee
    tablet.enter("change", who={"id": person}, field="phone", value="555 0102", base=record)
    other.enter("change", who={"code": code_of(person)}, field="phone", value="555 0103")
    other.send()
    tablet.send()
    found = {value for _state, value in standing(cast, person)}
    assert found == {"555 0102", "555 0103"}
    with tenancy.acting_for(cast.riverbend.id):
        (question,) = Question.objects.open()
        assert (question.kind, question.field, question.person_id) == ("conflict", "phone", person)
        assert question.owner == tablet.member, "who owns the request of the person"


def test_the_same_said_twice_is_no_conflict(cast, tablet, other, dee) -> None:
    _record, person = dee
    other.enter("change", who={"code": code_of(person)}, field="phone", value="555 0101")
    other.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert not Question.objects.exists()


def test_what_the_desk_typed_meanwhile_is_a_version_too(cast, tablet, dee) -> None:
    record, person = dee
    with tenancy.acting_for(cast.riverbend.id):
        row = Person.objects.get(pk=person)
        row.seal("phone_sealed", "555 0177")
        row.save()
    tablet.enter("change", who={"id": person}, field="phone", value="555 0102", base=record)
    tablet.send()
    assert in_use(cast, person) == "555 0177"
    assert standing(cast, person) == [("beside", "555 0102"), ("in_use", "555 0177")]


def test_a_change_waits_for_what_it_was_written_over(cast, tablet, dee) -> None:
    record, person = dee
    first = tablet.enter("change", who={"id": person}, field="phone", value="555 0102", base=record)
    tablet.enter("change", who={"id": person}, field="phone", value="555 0104", base=first)
    one, two = tablet.outbox
    tablet.post(tablet.body(two))
    assert in_use(cast, person) == "555 0101"
    tablet.post(tablet.body(one))
    assert standing(cast, person) == [("in_use", "555 0104")]


def test_a_short_code_waits_for_its_person(cast, tablet, other) -> None:
    person = tablet.intake(name="Dee")
    other.enter("contact", who={"code": code_of(person)}, note="At the tent.")
    other.send()
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Person.objects.get(pk=person).contacts.count() == 1


def test_a_short_code_of_somebody_not_met_here_opens_nothing(cast, tablet) -> None:
    from kith.connections.tests.factories import ask

    request, _code = ask(cast.riverbend, by=cast.ben)
    tablet.enter("contact", who={"code": code_of(request.person_id)}, note="At the tent.")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert not request.person.contacts.exists()
        assert Question.objects.get().why == "NotOfTheTeam"
        assert not request.person.team.filter(member=tablet.member).exists()


def test_the_private_number_is_the_persons_own_word(cast, tablet) -> None:
    from kith.connections.tests.factories import ask

    request, code = ask(cast.riverbend, by=cast.ben)
    tablet.enter("contact", who={"code": code}, note="At the tent.")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert request.person.contacts.count() == 1


def test_an_intake_waits_for_the_sign_in_it_was_written_over(cast, tablet) -> None:
    """Else the first name would stand beside the name, as if two tablets had said it."""
    person = uuid7()
    signed = tablet.enter("sign_in", who={"id": person}, name="Dee")
    said = {"story": "I cannot sleep.", "agreed": agreed()}
    tablet.enter("intake", who={"id": person}, name="Dee Ray", base=signed, **said)
    first, second = tablet.outbox
    tablet.post(tablet.body(second))
    tablet.post(tablet.body(first))
    assert standing(cast, person, "name") == [("in_use", "Dee Ray")]
    with tenancy.acting_for(cast.riverbend.id):
        assert not Question.objects.exists()
