"""What somebody does with their own request and no account."""

import pytest

from kith.accounts import tenancy
from kith.connections import access, actions, queries
from kith.connections.following import EACH, TOGETHER
from kith.connections.models import (
    Barrier,
    CodeAttempt,
    Consent,
    FollowUp,
    Notice,
    Referral,
    Request,
    RequestCode,
)
from kith.connections.refusals import NothingSaid, TooManyTries, WrongCode
from kith.connections.tests import factories
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.sealing import CannotOpen
from kith.people.keys import key_of
from kith.people.models import Person, PersonKey

pytestmark = pytest.mark.django_db
HERE = "192.0.2.7"


@pytest.fixture
def asked(cast):
    return factories.ask(cast.riverbend)


def follow(code: str, address: str = HERE):
    return access.following(code=code, address=address)


def test_the_page_shows_what_they_wrote(cast, asked) -> None:
    with follow(asked[1]) as request:
        page = queries.follow_page(request)
    assert page.story == "I cannot sleep since the flood."
    assert (page.code_word, page.ways, page.hours) == ("lantern", ("call",), "evenings")
    assert (page.organization_name, page.state, page.helper) == ("Riverbend Commons", "new", "")


def test_words_are_added_once_though_the_form_is_sent_twice(asked) -> None:
    with follow(asked[1]) as request:
        actions.add_words(request=request, words="Evenings are worst.")
        actions.add_words(request=request, words="Evenings are worst.")
        page = queries.follow_page(request)
        told = Notice.objects.filter(kind="changed").count()
    assert page.story == "I cannot sleep since the flood.\n\nEvenings are worst."
    assert told == 1


def test_empty_words_are_refused(asked) -> None:
    with follow(asked[1]) as request:
        for verb in (actions.add_words, actions.say_outcome):
            with pytest.raises(NothingSaid):
                verb(request=request, words=" ")


def test_safe_contact_changes_and_the_number_stays_unless_given(asked) -> None:
    with follow(asked[1]) as request:
        new = actions.SafeContact(ways=("text",), voicemail=False, code_word="heron")
        actions.change_safe_contact(request=request, safe_contact=new)
        page = queries.follow_page(request)
    assert (page.ways, page.code_word, page.phone) == (("text",), "heron", "555 0199")


def test_another_place_forgets_the_coordinates(cast) -> None:
    _request, code = factories.ask(cast.riverbend, latitude=1.5, longitude=2.5)
    with follow(code) as request:
        actions.change_needs(request=request, needs=(), obstacles=("cost",), place="Quay")
        assert (request.place, request.latitude, request.obstacles) == ("Quay", None, ["cost"])


def test_the_outcome_in_their_own_words(asked) -> None:
    with follow(asked[1]) as request:
        actions.say_outcome(request=request, words="I sleep again", helped="yes")
        assert queries.follow_page(request).outcome == "I sleep again"
        assert request.helped == "yes"


def test_taking_it_back_ends_everything(cast) -> None:
    service = factories.service(operated_by=cast.harbour)
    request, code = factories.ask(cast.riverbend)
    with tenancy.acting_for(cast.riverbend.id):
        actions.take(request=request, by=cast.ben)
        sent = factories.referral(request, service, by=cast.ben)
        actions.plan_follow_up(request=request, due_at=clock.now(), replay_key=sent.id, by=cast.ben)
    with follow(code) as own:
        actions.withdraw_request(request=own)
        assert (own.state, own.closed_reason) == ("withdrawn", "withdrawn")
        assert not Consent.objects.in_force().exists()
        assert Referral.objects.get().state == "cancelled"
        assert not FollowUp.objects.open().exists()
        assert Notice.objects.filter(member=cast.ben, kind="withdrawn").count() == 1
    with tenancy.acting_for(cast.harbour.id):
        assert Notice.objects.filter(kind="withdrawn").count() == 1


def test_taking_it_back_twice(asked) -> None:
    with follow(asked[1]) as request:
        actions.withdraw_request(request=request)
        with pytest.raises(WrongState):
            actions.withdraw_request(request=request)


def test_erasing_destroys_the_key_and_the_code(cast) -> None:
    _request, code = factories.ask(cast.riverbend, obstacles=("cost",))
    with follow(code) as own:
        actions.withdraw_request(request=own, erase=True)
    with pytest.raises(WrongCode), follow(code):
        pass
    with tenancy.acting_for(cast.riverbend.id):
        assert not PersonKey.objects.exists() and not RequestCode.objects.exists()
        person, kept = Person.objects.get(), Request.objects.get()
        with pytest.raises(CannotOpen):
            key_of(person)
        assert (person.place, kept.place, kept.story_sealed) == ("", "", None)
        assert Barrier.objects.get().request is None


def test_after_erasing_no_row_and_no_history_tells_where_they_lived(cast) -> None:
    from django.apps import apps

    _request, code = factories.ask(cast.riverbend)
    with follow(code) as own:
        actions.withdraw_request(request=own, erase=True)
    with tenancy.acting_for(cast.riverbend.id):
        for model in apps.get_models():
            if model._meta.app_label in ("people", "connections"):
                assert "Mill Lane" not in str(list(model.objects.values()))


def test_guessing_is_stopped_for_one_address(asked) -> None:
    for _ in range(EACH):
        with pytest.raises(WrongCode), follow("2222222222"):
            pass
    with pytest.raises(TooManyTries), follow(asked[1]):
        pass
    with follow(asked[1], "198.51.100.9") as request:
        assert request == asked[0]
    with factories.later(minutes=16), follow(asked[1]) as request:
        assert request == asked[0]


def test_a_thousand_addresses_gain_nothing(asked) -> None:
    CodeAttempt.objects.bulk_create(CodeAttempt(who=str(n)) for n in range(TOGETHER))
    with pytest.raises(TooManyTries), follow("2222222222"):
        pass


def test_no_address_is_kept(asked) -> None:
    with pytest.raises(WrongCode), follow("2222222222"):
        pass
    assert HERE not in str(list(CodeAttempt.objects.values()))
