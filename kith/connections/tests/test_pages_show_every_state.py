"""The pages of this room have words for every state, kind of entry and side there is."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.accounts.tests.browsers import confirmed
from kith.connections import actions, rows
from kith.connections.lifecycle import REFERRAL, REQUEST
from kith.connections.templatetags import connections as words
from kith.connections.tests import factories
from kith.core import clock

KINDS = rows.Entry.__doc__.split("it takes:")[1].split("`code`")[0]  # type: ignore[union-attr]


def test_every_kind_of_entry_has_words() -> None:
    named = {word.strip(" .\n") for word in KINDS.replace("\n", " ").split(",")}
    assert named == set(words.ENTRIES)


def test_every_state_has_words() -> None:
    assert set(words.REQUEST_STATES) == set(REQUEST.states)
    assert set(words.REFERRAL_STATES) == set(REFERRAL.states)


@pytest.mark.parametrize("state", REFERRAL.states)
def test_both_sides_see_a_referral_in_each_state(cast, signed_in, state: str) -> None:
    request = factories.in_hand(cast.ben)
    to = factories.service(operated_by=cast.harbour)
    referral = factories.referral_in(state, request, to, cast.ben, cast.chidi)
    address = reverse("referral", args=[referral.pk])
    assert signed_in(cast.ben).get(address).status_code == 200
    hidden = state == "draft"
    assert signed_in(cast.chidi).get(address).status_code == (404 if hidden else 200)
    for listing in ("?direction=sent&state=all", "?direction=received&state=all"):
        assert signed_in(cast.ben).get(reverse("referrals") + listing).status_code == 200


def test_a_request_with_a_long_life_shows_all_of_it(cast, signed_in) -> None:
    request = factories.in_hand(cast.ben)
    to = factories.service(operated_by=cast.harbour)
    with tenancy.acting_for(cast.riverbend.id):
        for reached in (True, False):
            actions.record_contact(
                person=request.person, request=request, means="call", reached=reached,
                replay_key=uuid.uuid4(), by=cast.ben, note="She was at work",
            )  # fmt: skip
        follow_up = actions.plan_follow_up(
            request=request, due_at=clock.now() + dt.timedelta(days=1), replay_key=uuid.uuid4(),
            by=cast.ben,
        )  # fmt: skip
        actions.drop_follow_up(follow_up=follow_up, reason="She called herself", by=cast.ben)
        actions.note_barrier(request=request, reason="language", by=cast.ben)
    factories.referral_in("rejected", request, to, cast.ben, cast.chidi)
    ben = signed_in(cast.ben)
    page = ben.get(reverse("request", args=[request.pk]))
    assert page.status_code == 200
    for text in ("Nobody answered", "No longer needed", "Not in this language", "Declined"):
        assert text in page.content.decode()
    opened = ben.post(reverse("open_request", args=[request.pk]))
    assert "I cannot sleep since the flood." in opened.content.decode()
    assert "I cannot sleep since the flood." not in page.content.decode()
    assert ben.get(reverse("person", args=[request.person_id])).status_code == 200


@pytest.mark.parametrize("name", ["today", "requests", "referrals", "people", "notices", "intake"])
def test_the_desk_opens_empty_and_full(cast, signed_in, name: str) -> None:
    assert signed_in(cast.ben).get(reverse(name)).status_code == 200
    factories.in_hand(cast.ben)
    assert signed_in(cast.ben).get(reverse(name)).status_code == 200


def test_csv_and_search_answer(cast, signed_in) -> None:
    factories.in_hand(cast.ben)
    ben = signed_in(cast.ben)
    assert "Dee" in ben.get(reverse("desk_search"), {"q": "Dee"}).content.decode()
    for name in ("requests_csv", "people_csv"):
        answer = confirmed(cast.ben).get(reverse(name))
        assert answer.status_code == 200 and "Dee" not in answer.content.decode()
