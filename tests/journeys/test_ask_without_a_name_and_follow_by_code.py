"""Dee asks from her phone, gives no name, and comes back with her private number."""

import pytest

from tests.journeys.conftest import PHONE, at_both_sizes, look
from tests.journeys.steps import PHRASE, ask, follow, grow_old_enough

pytestmark = pytest.mark.journey


@at_both_sizes
def test_dee_asks_without_a_name_and_follows(visit, size) -> None:
    page = visit(size)
    code = ask(page, name="")
    assert len(code) == 10
    assert code not in page.url

    again = visit(size)
    follow(again, code)
    assert PHRASE in again.inner_text("main")
    look(again)

    again.locator("details:has(textarea[name=words]) summary").first.click()
    again.locator("form:has(input[value=words]) textarea").fill("Evenings are best")
    again.locator("form:has(input[value=words]) button").click()
    again.wait_for_selector("text=Evenings are best")


def test_a_wrong_number_finds_nothing_and_says_what_to_do(visit) -> None:
    page = visit(PHONE)
    follow(page, "0000000000")
    assert "check it" in page.inner_text("main")
    look(page)


def test_everything_works_without_script(visit) -> None:
    page = visit(PHONE, java_script_enabled=False)
    page.goto("/ask/")
    page.fill("textarea[name=story]", PHRASE)
    page.check("input[name=consent]")
    grow_old_enough(page)
    page.click("main form.ask button.btn-primary")
    code = page.inner_text(".private-number .code")
    page.goto("/follow/")
    page.fill("input[name=code]", code)
    grow_old_enough(page)
    page.click("main form button.btn-primary")
    assert PHRASE in page.inner_text("main")
