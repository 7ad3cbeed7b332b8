"""Chidi of another organisation sees nothing of Riverbend's requests, people or pages."""

import pytest

from tests.journeys.conftest import at_a_desk, look, sign_in
from tests.journeys.steps import PHRASE, ask, take_on

pytestmark = pytest.mark.journey


@at_a_desk
def test_chidi_sees_nothing(visit, site, size) -> None:
    ask(visit(size), name="Nobody But Us")
    ben = visit(size)
    request = take_on(ben, site.seeded["ben"])
    person = ben.locator("a[href*='/desk/people/']").last.get_attribute("href")

    chidi = visit(size)
    sign_in(chidi, site.seeded["chidi"])
    for address in (request, person, f"{request}join/"):
        answer = chidi.goto(address)
        assert answer is not None and answer.status == 404
    for address in (
        "/desk/",
        "/desk/requests/?state=all",
        "/desk/people/",
        "/desk/search/?q=Nobody",
    ):
        chidi.goto(address)
        look(chidi)
        assert "Nobody But Us" not in chidi.content() and PHRASE not in chidi.content()
        assert request.rstrip("/").rsplit("/", 1)[-1] not in chidi.content()
