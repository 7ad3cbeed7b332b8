"""Two tablets send at the same moment: a no and the photo it is about, or two counts of one load.
The second waits for what the first one says. Without that wait each would see only itself."""

import base64
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.outreach.models import Unit
from kith.road.actions import consents, counting
from kith.road.actions.kinds import photos
from kith.road.models import Photo, Question, RoadConsent
from kith.road.tests.pictures import plain
from kith.road.tests.tablet import Tablet, agreed
from tests.cast import member_of
from tests.faults.together import together

pytestmark = pytest.mark.fault
JPEG = base64.b64encode(plain()).decode()
LONG = 0.4
"""Seconds: more than a sending takes."""


@pytest.fixture
def tablets(town) -> list[Tablet]:
    members = [member_of(town.sender, name, Role.OUTREACH) for name in ("June", "Omar")]
    return [Tablet.registered(member, f"Tablet of {member.name}") for member in members]


def a_no_while_a_photo_is_entered(tablets: list[Tablet], monkeypatch: Any) -> int:
    """How many pictures are left. The photo was looked at, and is written once the no is there, or
    after a while."""
    van, tent = tablets
    person = van.intake(name="Dee")
    van.send()
    van.enter("photo", who={"id": person}, jpeg=JPEG)
    no = {"purpose": "photo", "is_given": False, "agreed": agreed()}
    tent.enter("consent", who={"code": person.hex[-6:]}, **no)
    is_looked_at, is_said, look = threading.Event(), threading.Event(), photos._may_stay

    def look_and_wait(*about: Any) -> bool:
        may = look(*about)
        is_looked_at.set()
        is_said.wait(LONG)
        return may

    monkeypatch.setattr(photos, "_may_stay", look_and_wait)

    def say_no() -> Any:
        is_looked_at.wait(10)
        told = tent.send()
        is_said.set()
        return told

    kept = together(van.send, say_no)
    assert [set(each.values()) for each in kept] == [{"kept"}, {"kept"}]
    with tenancy.acting_for(van.device.organization_id):
        return Photo.objects.kept().count()


def test_a_photo_that_comes_with_the_no_is_gone(tablets, monkeypatch) -> None:
    assert a_no_while_a_photo_is_entered(tablets, monkeypatch) == 0


def test_the_mutant_that_waits_for_nobody_keeps_it(tablets, monkeypatch) -> None:
    def said_of(person: Any) -> list[Any]:
        rows = RoadConsent.objects.filter(person=person, purpose="photo")
        read = ("record", "base", "is_given", "said_at")
        return [consents.Said(*row) for row in rows.values_list(*read)]

    monkeypatch.setattr(consents, "said_of", said_of)
    assert a_no_while_a_photo_is_entered(tablets, monkeypatch) == 1


def two_counts(tablets: list[Tablet], monkeypatch: Any) -> int:
    """How many questions came of them; each looks when both have written, or after a while."""
    house = tablets[0].device.organization
    with tenancy.acting_for(house.id):
        van = Unit.objects.create(organization=house, name="Van", replay_key=uuid.uuid4())
    for number, tablet in enumerate(tablets):
        tablet.enter("supplies", unit=van.pk, way="out", amounts={"water": 20 + number})
    both, look = threading.Barrier(2), counting.look_for_difference

    def wait_and_look(*about: Any) -> None:
        with suppress(threading.BrokenBarrierError):
            both.wait(LONG)
        look(*about)

    monkeypatch.setattr(counting, "look_for_difference", wait_and_look)
    sends: list[Callable[[], Any]] = [tablet.send for tablet in tablets]
    assert [set(each.values()) for each in together(*sends)] == [{"kept"}, {"kept"}]
    with tenancy.acting_for(house.id):
        return Question.objects.open().filter(kind="supplies").count()


def test_two_counts_at_once_are_asked_about_once(tablets, monkeypatch) -> None:
    assert two_counts(tablets, monkeypatch) == 1


def test_the_mutant_that_does_not_hold_the_van_asks_nobody(tablets, monkeypatch) -> None:
    monkeypatch.setattr(counting, "hold", lambda unit: None)
    assert two_counts(tablets, monkeypatch) == 0
