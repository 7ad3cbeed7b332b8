"""Sent once, twice or in pieces, in any order: one row each, and the same answer."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections.models import Contact, Request
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.road.actions import receiving
from kith.road.models import Arrival, SignIn
from kith.road.tests.tablet import Tablet


@pytest.fixture
def rows(cast):
    def count(model) -> int:
        with tenancy.acting_for(cast.riverbend.id):
            return model.objects.count()

    return count


def test_a_sending_again_answers_the_same_and_changes_nothing(tablet, rows) -> None:
    tablet.intake(name="Dee")
    body = tablet.body()
    first, second = tablet.post(body).json()["answers"], tablet.post(body).json()["answers"]
    assert first == second and first[0]["state"] == "kept"
    assert (rows(Arrival), rows(Request), rows(Person)) == (1, 1, 1)


def test_a_contact_waits_for_its_intake(tablet, cast, rows) -> None:
    person = tablet.intake(name="Dee")
    tablet.enter("contact", who={"id": person}, note="We sat by the river.")
    intake, contact = tablet.outbox
    assert tablet.post(tablet.body(contact)).json()["answers"][0]["state"] == "kept"
    with tenancy.acting_for(cast.riverbend.id):
        waiting = Arrival.objects.get()
        assert (waiting.state, waiting.waits_for) == ("waiting", str(person))
        assert waiting.sealed
    tablet.post(tablet.body(intake))
    assert (rows(Contact), rows(Request)) == (1, 1)
    with tenancy.acting_for(cast.riverbend.id):
        assert set(Arrival.objects.values_list("state", "sealed")) == {("entered", None)}


def test_another_record_under_the_same_id_is_refused(tablet, rows) -> None:
    tablet.enter("sign_in", people=3)
    tablet.send()
    again = Tablet(tablet.device, tablet.member)
    with tenancy.acting_for(tablet.device.organization_id):
        known = Arrival.objects.get().client_id
    again.enter("sign_in", people=4, id=known)
    assert again.send() == {str(known): "refused"}
    assert rows(SignIn) == 1


def test_two_tablets_with_one_id_at_one_moment_keep_the_first(tablet, rows, monkeypatch) -> None:
    """As when the other's sending ends between the look and the insert."""
    record = tablet.enter("sign_in", people=3)
    tablet.send()
    other = Tablet.registered(tablet.member, "Tent tablet")
    other.enter("sign_in", people=4, id=record)
    other.enter("sign_in", people=5)
    looks, look = [], receiving._known

    def late(device, envelopes):
        looks.append(envelopes)
        return {} if len(looks) == 1 else look(device, envelopes)

    monkeypatch.setattr(receiving, "_known", late)
    assert sorted(other.send().values()) == ["kept", "refused"]
    assert (rows(SignIn), rows(Arrival)) == (2, 2)


def test_one_that_cannot_be_entered_stands_in_no_others_way(tablet, cast, rows) -> None:
    tablet.enter("sign_in", people=0)
    tablet.enter("juggling")
    tablet.enter("contact", who={"id": uuid.uuid4()}, mood="blue")
    tablet.enter("sign_in", people=2)
    assert set(tablet.send().values()) == {"kept"}
    with tenancy.acting_for(cast.riverbend.id):
        states = Arrival.objects.order_by("client_id").values_list("state", "why")
        assert list(states) == [
            ("aside", "shape"), ("aside", "kind"), ("aside", "shape"), ("entered", "")
        ]  # fmt: skip
    assert rows(SignIn) == 1


def test_the_person_keeps_the_id_that_the_tablet_showed(tablet, cast) -> None:
    person = tablet.intake(uuid7(), name="Dee", phone="555 0199", place="Mill Lane", spoken="es")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        dee = Person.objects.get(pk=person)
        assert (dee.unseal("name_sealed"), dee.unseal("phone_sealed")) == ("Dee", "555 0199")
        assert (dee.place, dee.language) == ("Mill Lane", "es")
        assert dee.requests.get().owner == tablet.member
