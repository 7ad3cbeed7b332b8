"""While a device is in a person's hands no address of the desk answers; the member comes back by
proving who they are, and by nothing else."""

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from kith.accounts import handed
from kith.accounts.models import Member
from kith.accounts.tests.browsers import confirmed

HOME = "/tablet/?lang=en"


def held(member: Member) -> Client:
    """A browser of the member that was handed over a minute after they signed in."""
    client = confirmed(member, minutes_ago=1)
    request = RequestFactory().get("/")
    request.session, request.user = client.session, member.user  # type: ignore[assignment]
    last = handed._last_proof(request)
    session = client.session
    session[handed.KEY] = {
        "home": HOME, "opens": ["tablet"], "about": "00000000-0000-7000-8000-000000000000",
        "name": member.name, "language": "en", "after": last,
    }  # fmt: skip
    session.save()
    return client


def names() -> list[str]:
    """Every address without a parameter."""
    found = []
    for name, (ways, *_rest) in _reverse():
        if isinstance(name, str) and any(not parameters for _pattern, parameters in ways):
            found.append(name)
    return found


def _reverse():
    return [(name, got) for name, got in get_resolver().reverse_dict.items()
            for got in [(got[0], *got[1:])]]  # fmt: skip


def test_every_address_leads_back(cast) -> None:
    client = held(cast.sofia)
    stay = handed.CONFIRMING | handed.ALWAYS | {"tablet"}
    asked = [name for name in names() if name not in stay and not name.startswith("hsds")]
    assert len(asked) > 40
    for name in asked:
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.headers.get("Location")) == (302, HOME), name


def test_what_was_sent_from_a_page_of_the_desk_changes_nothing(cast) -> None:
    answer = held(cast.sofia).post(reverse("raise_concern"), {"severity": "high"})
    assert answer.headers["Location"] == HOME


def test_a_script_is_told_in_a_word(cast) -> None:
    answer = held(cast.ben).get(reverse("concern_pulse"), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (423, {"handed": HOME})


def test_help_stands_open_and_nobody_is_signed_in_there(cast) -> None:
    answer = held(cast.ben).get(reverse("crisis"))
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
    assert answer.wsgi_request.member is None  # type: ignore[attr-defined]


def test_a_wrong_password_opens_nothing(cast) -> None:
    client = held(cast.ben)
    client.post(reverse("account_reauthenticate"), {"password": "not this one"})
    assert client.get(reverse("today")).headers["Location"] == HOME


def test_their_password_opens_the_desk_again(cast) -> None:
    client = held(cast.ben)
    client.cookies["kith_language"] = "ar"
    came = client.post(
        reverse("account_reauthenticate") + "?next=/desk/", {"password": "Ben-pass-1234"}
    )
    assert came.headers["Location"] == "/desk/"
    page = client.get(reverse("today"))
    assert page.status_code == 200
    assert handed.KEY not in client.session
    assert client.cookies["kith_language"].value == "en", "and so is their language"


def test_signing_out_leaves_the_device_to_somebody_else(cast) -> None:
    client = held(cast.ben)
    client.post(reverse("account_logout"))
    assert "/account/login/" in client.get(reverse("today")).headers["Location"]


@pytest.mark.parametrize("path", ["/static/build/../../desk/", "/DESK/", "//desk/", "/desk/%2e/"])
def test_no_spelling_of_an_address_slips_through(cast, path) -> None:
    answer = held(cast.ben).get(path)
    assert answer.status_code in (302, 404)
    assert answer.headers.get("Location", HOME) == HOME
