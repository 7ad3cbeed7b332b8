"""Somebody asks."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections import access, actions, codes
from kith.connections.models import Barrier, Consent, Notice, Request, RequestCode
from kith.connections.refusals import (
    AlreadyAsked,
    ConsentMissing,
    NotAsking,
    NothingSaid,
    NotInTheTeam,
    WrongCode,
)
from kith.connections.tests import factories
from kith.core.refusals import NotYours
from kith.people.models import Person

pytestmark = pytest.mark.django_db


def counts(organization) -> tuple[int, ...]:
    with tenancy.acting_for(organization.id):
        models = (Person, Request, RequestCode, Consent, Barrier, Notice)
        return tuple(model.objects.count() for model in models)


def test_an_ask_makes_one_of_each(cast) -> None:
    request, code = factories.ask(cast.riverbend, obstacles=("cost",))
    assert counts(cast.riverbend) == (1, 1, 1, 1, 1, 1)
    assert (request.state, request.owner, request.next_step) == ("new", None, "get_in_touch")
    assert len(code) == 10 and code.isdigit() and code[0] not in "01"


def test_what_was_written_is_nowhere_in_the_clear(cast) -> None:
    factories.ask(cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        stored = str([*Request.objects.values_list(), *Person.objects.values_list()])
    for words in ("Dee", "cannot sleep", "0199", "lantern"):
        assert words not in stored


def test_the_code_is_kept_only_as_a_digest(cast) -> None:
    _request, code = factories.ask(cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        assert code not in str(list(RequestCode.objects.values_list()))
        assert RequestCode.objects.get().digest == codes.digest_of(code)


def test_the_same_form_again_is_the_same_request_and_code(cast) -> None:
    key = uuid.uuid4()
    first = actions.ask(organization=cast.riverbend, asking=factories.asking(), replay_key=key)
    before = counts(cast.riverbend)
    again = actions.ask(organization=cast.riverbend, asking=factories.asking(), replay_key=key)
    assert again == first
    assert counts(cast.riverbend) == before


def test_a_form_found_in_the_history_of_a_shared_computer_shows_no_code(cast) -> None:
    key = uuid.uuid4()
    actions.ask(organization=cast.riverbend, asking=factories.asking(), replay_key=key)
    with factories.later(hours=2), pytest.raises(AlreadyAsked):
        actions.ask(organization=cast.riverbend, asking=factories.asking(), replay_key=key)


def test_two_organisations_with_one_form_key_have_two_codes(cast) -> None:
    key = uuid.uuid4()
    _, one = actions.ask(organization=cast.riverbend, asking=factories.asking(), replay_key=key)
    _, two = actions.ask(organization=cast.harbour, asking=factories.asking(), replay_key=key)
    assert one != two


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"story": "  ", "needs": (), "obstacles": ()}, NothingSaid),
        ({"consent_words": ""}, ConsentMissing),
    ],
)
def test_an_ask_without_words_or_consent_keeps_nothing(cast, changes, refusal) -> None:
    with pytest.raises(refusal):
        factories.ask(cast.riverbend, **changes)
    assert counts(cast.riverbend) == (0,) * 6


def test_an_organisation_that_takes_no_requests_keeps_none(cast) -> None:
    cast.riverbend.takes_requests = False
    with pytest.raises(NotAsking):
        factories.ask(cast.riverbend)


def test_staff_who_take_a_call_own_the_request(cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        request, _code = factories.ask(cast.riverbend, by=cast.ben, channel="phone")
        assert (request.state, request.owner) == ("in_hand", cast.ben)
        assert request.consents.get().given_by == "spoken"
        assert access.may_open(cast.ben, request.person)


def test_chidi_cannot_ask_in_riverbends_name(cast) -> None:
    with pytest.raises(NotYours):
        factories.ask(cast.riverbend, by=cast.chidi)
    assert counts(cast.riverbend) == (0,) * 6


def test_an_unknown_obstacle_keeps_nothing(cast) -> None:
    with pytest.raises(ValueError, match="bad luck"):
        factories.ask(cast.riverbend, obstacles=("bad luck",))
    assert counts(cast.riverbend) == (0,) * 6


def test_the_code_opens_its_request_in_any_script_and_spacing(cast) -> None:
    request, code = factories.ask(cast.riverbend)
    eastern = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for written in (code, codes.written(code), f"({code[:3]}) {code[3:]}", eastern):
        with access.following(code=written, address="192.0.2.1") as found:
            assert found == request


def test_a_wrong_code_opens_nothing(cast) -> None:
    factories.ask(cast.riverbend)
    for code in ("", "1", "2000000000", "not a code"):
        with pytest.raises(WrongCode), access.following(code=code, address="192.0.2.1"):
            pass


def test_somebody_who_is_known_asks_again(cast) -> None:
    first = factories.in_hand(cast.ben)
    again = {"asking": factories.asking(name="Delia"), "person": first.person}
    with tenancy.acting_for(cast.riverbend.id):
        for member, refusal in (
            (None, NotYours),
            (cast.chidi, NotYours),
            (cast.amina, NotInTheTeam),
        ):
            with pytest.raises(refusal):
                actions.ask(
                    organization=cast.riverbend, replay_key=uuid.uuid4(), by=member, **again
                )
        second, _code = actions.ask(
            organization=cast.riverbend, replay_key=uuid.uuid4(), by=cast.ben, **again
        )
        assert (second.person, Person.objects.count()) == (first.person, 1)
        assert actions.open_person(person=second.person, by=cast.ben).name == "Dee"
