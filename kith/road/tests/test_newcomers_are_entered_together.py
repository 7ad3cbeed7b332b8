"""Fifty intakes of people nobody knew cost the statements of a few, and each is as if it had come
alone. One that is bad stands in no other's way."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.connections.models import Consent, Request, RequestCode
from kith.people import actions as people
from kith.people.models import CareTeam, Person
from kith.road import actions
from kith.road.models import Arrival, Question, Version
from kith.road.tests.tablet import Tablet, agreed
from kith.safety.models import Concern
from tests.cast import member_of

KNOWN = {"name": "Dee", "phone": "555 0101", "place": "Mill Lane", "spoken": "es", "age": 40,
         "obstacles": ["cost", "distance"], "ways": ["call"], "code_word": "lantern"}  # fmt: skip


def statements(tablet: Tablet) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert set(tablet.send().values()) == {"kept"}
    return len(asked)


def told(organization, person: uuid.UUID) -> dict[str, Any]:
    """What the desk has of somebody, and their history, without ids and moments."""
    with tenancy.acting_for(organization.id):
        row = Person.objects.get(pk=person)
        request = row.requests.get()
        sealed = ("name_sealed", "phone_sealed", "email_sealed", "safe_contact_sealed")
        arrival = Arrival.objects.get(person=row)
        return {
            "sealed": [row.unseal(name) for name in sealed],
            "clear": (row.language, row.place, row.birth_year),
            "request": (request.state, request.owner, request.next_step, request.channel),
            "story": request.unseal("story_sealed"),
            "obstacles": sorted(request.barriers.values_list("reason", flat=True)),
            "consent": list(request.consents.values_list("words", "given_by", "purpose")),
            "code": RequestCode.objects.filter(request=request).count(),
            "team": list(row.team.values_list("member", flat=True)),
            "versions": sorted(
                (v.field, v.state, v.unseal("value_sealed"), v.arrival == arrival)
                for v in row.versions.all()
            ),
            "arrival": (arrival.state, arrival.sealed, arrival.member, arrival.stated_at is None),
            "history": [history_of(model, pk) for model, pk in (
                (Person, row.pk), (Request, request.pk), (CareTeam, row.team.get().pk),
                (Consent, request.consents.get().pk),
            )],
        }  # fmt: skip


def history_of(model: Any, pk: uuid.UUID) -> list[tuple[str, Any]]:
    rows = model.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    return [(row.pgh_label, row.pgh_context) for row in rows]


def test_a_sending_of_many_asks_no_more_than_one_of_few(tablet) -> None:
    asked = []
    for count in (2, 12):
        for number in range(count):
            tablet.intake(name=f"Visitor {number}", place="Mill Lane")
        asked.append(statements(tablet))
    assert asked[0] == asked[1] <= 55


def test_each_is_as_if_it_had_come_alone(cast, tablet) -> None:
    alone = tablet.intake(**KNOWN)
    tablet.send()
    together = [tablet.intake(**KNOWN) for _ in range(2)]
    tablet.send()
    found = told(cast.riverbend, alone)
    assert [(field, state, value) for field, state, value, _mine in found["versions"]] == [
        ("language", "in_use", "es"), ("name", "in_use", "Dee"), ("phone", "in_use", "555 0101"),
        ("place", "in_use", "Mill Lane"),
    ]  # fmt: skip
    assert (found["obstacles"], found["code"]) == (["cost", "distance"], 1)
    for person in together:
        assert told(cast.riverbend, person) == found


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state, why in Arrival.objects.values_list("state", "why"):
        found[f"{state} {why}".strip()] = found.get(f"{state} {why}".strip(), 0) + 1
    return found


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"agreed": {**agreed(), "words": "Something else."}}, "aside OtherWords"),
        ({"story": ""}, "aside NothingSaid"),
        ({"obstacles": ["bad luck"]}, "aside failed"),
        ({"mood": "blue"}, "aside shape"),
    ],
)
def test_one_that_is_bad_stands_in_no_others_way(cast, tablet, bad, why) -> None:
    tablet.intake(name="Dee")
    tablet.intake(name="Eli", **bad)
    tablet.intake(name="Fay")
    assert set(tablet.send().values()) == {"kept"}
    with tenancy.acting_for(cast.riverbend.id):
        assert states() == {"entered": 2, why: 1}
        assert {p.unseal("name_sealed") for p in Person.objects.all()} == {"Dee", "Fay"}
        assert (Request.objects.count(), Question.objects.count()) == (2, 1)


def test_an_id_that_is_taken_elsewhere_fails_alone_and_tells_nothing(cast, tablet) -> None:
    with tenancy.acting_for(cast.harbour.id):
        theirs = people.register(organization=cast.harbour, name="Gus")
    tablet.intake(name="Dee")
    tablet.intake(theirs.pk, name="Eli", unsafe=True)
    tablet.intake(name="Fay")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert states() == {"entered": 2, "aside failed": 1}
        assert Concern.objects.get().person is None
    with tenancy.acting_for(cast.harbour.id):
        assert Person.objects.get().unseal("name_sealed") == "Gus"
        assert not Request.objects.exists()


def test_danger_commits_with_each_of_them(cast, tablet) -> None:
    unsafe = [tablet.intake(name=name, unsafe=True) for name in ("Dee", "Eli")]
    tablet.intake(name="Fay")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert set(Concern.objects.values_list("person", flat=True)) == set(unsafe)


def test_by_whom_stands_on_each(cast, tablet) -> None:
    omar = member_of(cast.riverbend, "Omar", Role.OUTREACH)
    with tenancy.acting_for(cast.riverbend.id):
        actions.join_crew(device=tablet.device, by=omar)
    for by in (tablet.member, omar, tablet.member, omar):
        tablet.enter("intake", who={"id": uuid.uuid4()}, story="Help.", agreed=agreed(), by=by)
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        owners = Request.objects.order_by("created_at").values_list("owner__name", flat=True)
        assert sorted(owners) == ["June", "June", "Omar", "Omar"]


def test_a_stranger_to_the_tablet_holds_up_nobody(cast, tablet) -> None:
    tablet.intake(name="Dee")
    tablet.enter("intake", who={"id": uuid.uuid4()}, story="x", agreed=agreed(), by=cast.ben)
    tablet.intake(name="Fay")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert states() == {"entered": 2, "aside NotOfTheCrew": 1}


def test_the_same_newcomer_twice_in_a_sending_is_one_person(cast, tablet) -> None:
    person = tablet.intake(name="Dee")
    tablet.intake(person, name="Dee", phone="555 0101")
    tablet.intake(name="Eli")
    tablet.send()
    with tenancy.acting_for(cast.riverbend.id):
        assert (Person.objects.count(), Request.objects.count()) == (2, 3)
        assert Version.objects.filter(person=person).count() == 3
