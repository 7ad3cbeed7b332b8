"""A concern commits with its record, also while the record waits for its person."""

import uuid

from kith.accounts import tenancy
from kith.people.models import Person
from kith.safety.models import Concern


def test_the_button_is_a_concern(cast, tablet) -> None:
    record = tablet.enter("concern", severity="high", words="He speaks of an end.")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        concern = Concern.objects.get()
        assert (concern.subject_id, concern.severity) == (record, "high")
        assert concern.raised_by == tablet.member
        assert concern.notes.get().unseal("words_sealed") == "He speaks of an end."


def test_raised_at_once_and_named_when_the_person_is_there(cast, tablet) -> None:
    person = tablet.intake(name="Dee")
    tablet.enter("concern", severity="moderate", who={"id": person}, words="She cried.")
    intake, concern = tablet.outbox
    tablet.post(tablet.body(concern))
    with tenancy.acting_for(cast.riverbend.id):
        assert Concern.objects.get().is_nameless
    tablet.post(tablet.body(intake))
    with tenancy.acting_for(cast.riverbend.id):
        raised = Concern.objects.get()
        assert raised.person_id == person
        assert raised.notes.get().unseal("words_sealed") == "She cried."


def test_said_unsafe_in_an_intake(cast, tablet) -> None:
    person = tablet.intake(name="Dee", unsafe=True)
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        concern = Concern.objects.get()
        assert (concern.person_id, concern.severity) == (person, "high")


def test_a_worry_in_a_contact_that_waits(cast, tablet) -> None:
    tablet.enter("contact", who={"id": uuid.uuid4()}, worry="moderate")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert Concern.objects.get().severity == "moderate"
        assert not Person.objects.exists()
