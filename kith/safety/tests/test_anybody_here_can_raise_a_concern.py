"""The button stands on every page of the desk, in every role, and works in each of them. Who does
not work with people raises it, and sees nothing of it afterwards."""

import uuid

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.core import clock
from kith.safety.models import Concern
from kith.safety.tests.factories import NIGHT, on_duty
from tests.cast import member_of


@pytest.mark.parametrize("role", list(Role))
def test_in_every_role(cast, signed_in, role) -> None:
    somebody = member_of(cast.riverbend, f"Zora{role}", role)
    browser = signed_in(somebody)
    form = {"severity": "high", "replay_key": uuid.uuid4(), "words": "A boy on the bridge"}
    with clock.stopped_at(NIGHT):
        with tenancy.acting_for(cast.riverbend.id):
            on_duty(cast.amina)
        assert browser.get(reverse("raise_concern")).status_code == 200
        answer = browser.post(reverse("raise_concern"), form, follow=True)
    assert answer.status_code == 200
    with tenancy.acting_for(cast.riverbend.id):
        concern = Concern.objects.get()
        assert concern.alerts.get().member == cast.amina
        assert concern.notes.get().unseal("words_sealed") == "A boy on the bridge"
    seen = browser.get(reverse("concern", args=[concern.id])).status_code
    assert seen == (
        200 if somebody.has_role("peer", "navigator", "supervisor", "outreach") else 404
    )
    pulse = browser.get(reverse("concern_pulse")).json()
    assert pulse["waiting"] == (1 if seen == 200 else 0)


def test_who_does_not_work_with_people_does_not_join_the_care_team(cast, signed_in) -> None:
    somebody = member_of(cast.riverbend, "Zora", Role.DIRECTOR)
    form = {"severity": "high", "replay_key": uuid.uuid4(), "words": "A boy on the bridge"}
    answer = signed_in(somebody).post(reverse("raise_concern"), form)
    assert "555-0100" in answer.content.decode(), "what they can do now"
    with tenancy.acting_for(cast.riverbend.id):
        assert not Concern.objects.get().person.team.filter(member=somebody).exists()
