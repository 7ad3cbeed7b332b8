"""Several forms in one sending: the rules of one form, all of it or none of it."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections import actions, codes
from kith.connections.actions import Asked, handling
from kith.connections.models import Request, RequestCode
from kith.connections.refusals import NothingSaid, NotInTheTeam
from kith.connections.tests import factories
from kith.core import once
from kith.core.refusals import AlreadyChanged, NotYours
from kith.people.models import Person

pytestmark = pytest.mark.django_db


def asked(**changes) -> Asked:
    return Asked(factories.asking(**changes), uuid.uuid4())


def ask(cast, *forms: Asked, by=None) -> list[tuple[Request, str]]:
    return actions.ask_all(organization=cast.riverbend, asked=forms, by=by)


def kept(cast) -> int:
    with tenancy.acting_for(cast.riverbend.id):
        return Request.objects.count()


def test_each_gets_a_person_and_a_code_of_its_own(cast) -> None:
    found = ask(cast, asked(name="Dee"), asked(name="Eli"), by=cast.ben)
    assert len({code for _request, code in found}) == 2
    with tenancy.acting_for(cast.riverbend.id):
        names = [request.person.unseal("name_sealed") for request, _code in found]
        digests = set(RequestCode.objects.values_list("digest", flat=True))
    assert names == ["Dee", "Eli"]
    assert {(request.state, request.owner) for request, _code in found} == {("in_hand", cast.ben)}
    assert digests == {codes.digest_of(code) for _request, code in found}


def test_one_that_is_refused_refuses_all(cast) -> None:
    with pytest.raises(NothingSaid):
        ask(cast, asked(), asked(story=""), by=cast.ben)
    assert kept(cast) == 0


def test_who_walks_with_one_of_them_only_asks_for_neither(cast) -> None:
    mine, other = factories.in_hand(cast.ben), factories.in_hand(cast.amina)
    forms = [
        Asked(factories.asking(), uuid.uuid4(), request.person) for request in (mine, other)
    ]  # fmt: skip
    with tenancy.acting_for(cast.riverbend.id), pytest.raises(NotInTheTeam):
        ask(cast, *forms, by=cast.ben)
    with pytest.raises(NotYours):
        ask(cast, *forms, by=cast.chidi)
    assert kept(cast) == 2


def test_a_form_that_was_sent_before_is_found_and_the_new_one_made(cast) -> None:
    old = asked()
    first = ask(cast, old)[0]
    again, new = ask(cast, old, asked())
    assert again == first and new[0] != first[0]
    assert kept(cast) == 2


def test_who_comes_second_finds_the_first_ones_row_and_makes_the_rest(cast, monkeypatch) -> None:
    """As when another sends the same form between the look and the insert."""
    old = asked()
    first = ask(cast, old)[0]
    looks, look = [], once._known

    def late(rows, keys):
        looks.append(keys)
        return {} if len(looks) == 1 else look(rows, keys)

    monkeypatch.setattr(once, "_known", late)
    again, new = ask(cast, old, asked())
    assert again == first and new[0] != first[0]
    with tenancy.acting_for(cast.riverbend.id):
        assert (Request.objects.count(), Person.objects.count()) == (2, 2)


def test_where_somebody_holds_the_same_code_by_chance_the_next_is_taken(cast, monkeypatch) -> None:
    """In another organisation, whose codes nobody here sees, and in the same sending."""
    monkeypatch.setattr(codes, "_derive", lambda _house, _key, attempt: f"234567890{attempt}")
    theirs = actions.ask(
        organization=cast.harbour, asking=factories.asking(), replay_key=uuid.uuid4()
    )[1]
    mine = [code for _request, code in ask(cast, asked(), asked())]
    assert theirs == "2345678900" and sorted(mine) == ["2345678901", "2345678902"]


def test_of_several_one_that_is_taken_already_leaves_all_as_they_were(cast) -> None:
    forms = [request for request, _code in ask(cast, asked(), asked())]
    with tenancy.acting_for(cast.riverbend.id):
        stale = Request.objects.select_related("person").get(pk=forms[1].pk)
        handling.take(request=forms[1], by=cast.ben)
    with tenancy.acting_for(cast.riverbend.id), pytest.raises(AlreadyChanged):
        handling.take_all(requests=[forms[0], stale], by=cast.amina)
    with tenancy.acting_for(cast.riverbend.id):
        owners = Request.objects.order_by("owner").values_list("owner__name", flat=True)
        assert list(owners) == ["Ben", None]
