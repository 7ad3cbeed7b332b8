"""Prepared while the person cannot be asked yet: nothing travels before they agree."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections import actions
from kith.connections.models import Referral
from kith.connections.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(cast, signed_in):
    """By a press on the request's page, made twice: the browser and the referral."""
    request = factories.in_hand(cast.ben)
    to = factories.service(operated_by=cast.chidi.organization)
    with tenancy.acting_for(request.organization_id):
        option = actions.add_option(
            request=request, source="directory", subject=to.id, title=to.name,
            override_reason="They asked for it", by=cast.ben,
        )  # fmt: skip
        actions.choose_option(option=option)
    browser, key = signed_in(cast.ben), str(uuid.uuid4())
    for _press in range(2):
        browser.post(f"/desk/requests/{request.pk}/refer/", {"later": "1", "replay_key": key})
    with tenancy.acting_for(request.organization_id):
        return browser, Referral.objects.select_related("request").get(request=request), to


def _state(referral: Referral) -> str:
    with tenancy.acting_for(referral.organization_id):
        return Referral.objects.get(pk=referral.pk).state


def test_the_receiver_sees_nothing_of_it(prepared, cast, signed_in) -> None:
    _browser, referral, _to = prepared
    assert _state(referral) == "draft"
    theirs = signed_in(cast.chidi)
    assert theirs.get(f"/desk/referrals/{referral.pk}/").status_code == 404
    assert "Evening circle" not in theirs.get("/desk/referrals/").content.decode()


def test_it_is_sent_only_after_the_person_agreed(prepared) -> None:
    browser, referral, to = prepared
    address = f"/desk/referrals/{referral.pk}/"
    assert "Send the referral" in browser.get(address).content.decode()
    browser.post(f"{address}send/", {"note": "Rings twice"})
    assert _state(referral) == "draft"
    with tenancy.acting_for(referral.organization_id):
        factories.consent(referral.request, to)
    browser.post(f"{address}send/", {"note": "Rings twice"})
    assert _state(referral) == "requested"
