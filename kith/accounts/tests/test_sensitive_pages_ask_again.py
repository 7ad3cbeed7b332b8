"""A desk left open is not enough to invite a stranger: who it is must have been shown lately."""

import pytest
from django.urls import reverse

from kith.accounts import tenancy
from kith.accounts.models import Invitation
from kith.accounts.tests.browsers import confirmed

SENSITIVE = ["organization_settings", "invite", "log_csv"]


@pytest.mark.parametrize("name", SENSITIVE)
@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (14, 200), (16, 302)])
def test_for_a_quarter_of_an_hour(cast, name, minutes, status) -> None:
    answer = confirmed(cast.sofia, minutes_ago=minutes).get(reverse(name))
    assert answer.status_code == status
    if status == 302:
        assert answer["Location"].startswith("/account/reauthenticate/?next=")


def test_what_was_being_sent_goes_on_after_the_confirmation(cast, mailoutbox) -> None:
    browser = confirmed(cast.sofia, minutes_ago=60)
    sent = {"email": "noor@example.org", "name": "Noor", "roles": ["peer"]}
    asked = browser.post("/desk/settings/members/invite/", sent)
    assert mailoutbox == []
    browser.post(asked["Location"], {"password": "Sofia-pass-1234"})
    with tenancy.acting_for(cast.riverbend.id):
        assert Invitation.objects.get().email == "noor@example.org"
    assert len(mailoutbox) == 1


def test_a_wrong_password_confirms_nothing(cast) -> None:
    browser = confirmed(cast.sofia, minutes_ago=60)
    browser.post("/account/reauthenticate/?next=/desk/settings/", {"password": "guess"})
    assert browser.get(reverse("invite")).status_code == 302


def test_the_role_is_asked_first(cast) -> None:
    """Somebody without the role does not learn that there is a page that would ask."""
    assert confirmed(cast.amina, minutes_ago=60).get(reverse("invite")).status_code == 404
