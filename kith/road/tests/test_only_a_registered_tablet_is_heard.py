"""Forged, changed, of another house, taken out of use, or in the name of somebody else."""

import json
import uuid

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.core.refusals import AlreadyChanged, NotYours
from kith.road import actions, keys
from kith.road.models import Arrival, Question, SignIn
from kith.road.refusals import DeviceRevoked
from kith.road.rules import envelope
from kith.road.tests.tablet import Tablet
from kith.safety.models import Concern
from tests.cast import member_of


@pytest.fixture
def harbour_tablet(cast) -> Tablet:
    return Tablet.registered(member_of(cast.harbour, "Nia", Role.OUTREACH))


def arrived(organization) -> int:
    with tenancy.acting_for(organization.id):
        return Arrival.objects.count()


def test_a_wrong_signature_and_a_made_up_tablet_answer_alike(cast, tablet) -> None:
    tablet.enter("sign_in", people=2)
    body = tablet.body()
    forged = tablet.post(body, envelope.sign(body, b"guessed"))
    unknown = json.dumps({**json.loads(body), "device": "0" * 32}).encode()
    made_up = tablet.post(unknown)
    assert (forged.status_code, forged.json()) == (401, {"why": "UnknownDevice"})
    assert (made_up.status_code, made_up.json()) == (401, {"why": "UnknownDevice"})
    assert arrived(cast.riverbend) == 0


def test_a_changed_body_is_not_what_was_signed(cast, tablet) -> None:
    tablet.enter("sign_in", people=2)
    body = tablet.body()
    signature = envelope.sign(body, keys.secret_of(tablet.device.id))
    assert tablet.post(body.replace(b"sign_in", b"concern"), signature).status_code == 401


def test_an_envelope_of_another_tablet_or_kind_does_not_open(tablet, harbour_tablet) -> None:
    harbour_tablet.enter("sign_in", people=2)
    (theirs,) = harbour_tablet.outbox
    answer = tablet.post(tablet.body(theirs)).json()["answers"]
    assert answer == [{"id": str(theirs.id), "state": "refused", "why": "unreadable"}]
    tablet.enter("sign_in", people=2)
    own = json.loads(tablet.body())
    own["envelopes"][0]["kind"] = "concern"
    answer = tablet.post(json.dumps(own).encode()).json()["answers"]
    assert answer[0]["state"] == "refused"


def test_the_other_house_sees_and_touches_nothing(cast, tablet, harbour_tablet) -> None:
    person = tablet.intake(name="Dee")
    tablet.send()
    harbour_tablet.enter("contact", who={"id": person}, note="Whose?")
    harbour_tablet.send()
    with tenancy.acting_for(cast.harbour.id):
        assert Arrival.objects.get().waits_for == str(person)
    with pytest.raises(NotYours), tenancy.acting_for(cast.riverbend.id):
        actions.revoke_device(device=tablet.device, by=cast.chidi)


def test_a_person_id_of_the_other_house_is_put_aside(cast, tablet, harbour_tablet) -> None:
    """Ids are random; who knows one of another house learns nothing by it and changes nothing."""
    person = tablet.intake(name="Dee")
    tablet.send()
    harbour_tablet.intake(person, name="Not Dee")
    assert set(harbour_tablet.send().values()) == {"kept"}
    with tenancy.acting_for(cast.harbour.id):
        assert Arrival.objects.get().state == "aside"


def test_out_of_use_it_is_refused_and_a_supervisor_hands_in(cast, tablet, signed_in) -> None:
    tablet.enter("sign_in", people=2)
    with tenancy.acting_for(cast.riverbend.id):
        actions.revoke_device(device=tablet.device, by=cast.sofia)
        with pytest.raises(AlreadyChanged):
            actions.revoke_device(device=tablet.device, by=cast.sofia)
        with pytest.raises(DeviceRevoked):
            actions.join_crew(device=tablet.device, by=cast.ben)
    answer = tablet.post()
    assert (answer.status_code, answer.json()) == (403, {"why": "DeviceRevoked"})
    assert arrived(cast.riverbend) == 0
    body = tablet.body()
    headers = {"X-Kith-Signature": envelope.sign(body, keys.secret_of(tablet.device.id))}
    by_ben = signed_in(cast.ben).post(
        "/desk/road/hand-in/", body, "application/json", headers=headers
    )
    assert by_ben.status_code == 404
    by_sofia = signed_in(cast.sofia).post(
        "/desk/road/hand-in/", body, "application/json", headers=headers
    )
    assert by_sofia.json()["answers"][0]["state"] == "kept"
    with tenancy.acting_for(cast.riverbend.id):
        arrival = Arrival.objects.get()
        assert (arrival.state, arrival.member, arrival.handed_in_by) == (
            "entered", tablet.member, cast.sofia
        )  # fmt: skip


def test_nobody_speaks_in_the_name_of_who_never_held_it(cast, tablet) -> None:
    tablet.enter("sign_in", people=2, by=cast.ben)
    tablet.enter("concern", severity="high", words="He stands on the bridge.", by=cast.ben)
    assert set(tablet.send().values()) == {"kept"}
    with tenancy.acting_for(cast.riverbend.id):
        assert not SignIn.objects.exists()
        assert set(Arrival.objects.values_list("state", "why")) == {("aside", "NotOfTheCrew")}
        assert Question.objects.open().count() == 2
        concern = Concern.objects.get()
        assert (concern.source, concern.severity, concern.person) == ("road", "high", None)


def test_a_form_of_registering_sent_twice_is_one_tablet(cast, june) -> None:
    key = uuid.uuid4()
    with tenancy.acting_for(cast.riverbend.id):
        one = actions.register_device(name="Van", replay_key=key, by=june)
        assert actions.register_device(name="Van", replay_key=key, by=june) == one


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"v":2}', b"\xff\xfe"])
def test_what_is_no_sending_is_said_to_be_none(tablet, body) -> None:
    assert tablet.post(body).status_code == 400
