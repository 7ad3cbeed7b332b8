"""What a question of access can be compared with: stops of adopted choices, where they were thought
of, of one organisation."""

import uuid

from kith.core import clock
from kith.core.sources import Sought, Supply, supplies
from kith.outreach.models import Choice, ChosenStop


def choice_of(june, state):
    at = {"adopted_by": june, "adopted_at": clock.now()} if state == "adopted" else {}
    return Choice.objects.create(
        organization=june.organization, name="Spring", state=state, made_by=june,
        replay_key=uuid.uuid4(), **at,
    )  # fmt: skip


def test_only_adopted_stops_each_once(at_riverbend, june, stop):
    elsewhere = {"latitude": 51.2, "longitude": 4.6}
    for state, place in (("ready", {}), ("adopted", elsewhere)):
        ChosenStop.objects.create(
            organization=june.organization, choice=choice_of(june, state), stop=stop, number=1,
            **place,
        )  # fmt: skip
    found = supplies["stops"].supply(june.organization_id, Sought(need="anything"))
    assert found == [Supply(str(stop.pk), "The mill yard", 51.2, 4.6)]
    assert supplies["stops"].supply(uuid.uuid4(), Sought()) == []
