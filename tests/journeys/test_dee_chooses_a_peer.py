"""Dee says who would suit her, is shown three peers, chooses one, meets her, and says how it is.

Amina writes the first contact down on her phone where there is no signal. Days pass by moving the
stored moments, as in the night watch: no test waits a week.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys import walking
from tests.journeys.conftest import DESK, PHONE, look, sign_in
from tests.journeys.steps import follow, grow_old_enough

pytestmark = pytest.mark.journey
PRIVATE = "Nobody who works at the mill"


def test_dee_chooses_a_peer(visit, site) -> None:
    site.tell(walking.main, "ready")
    code = _asks_without_script(visit(PHONE, java_script_enabled=False))
    _three_are_proposed(visit(DESK), site)
    dee = visit(PHONE)
    _chooses(dee, code)

    amina = visit(PHONE)
    sign_in(amina, site.seeded["amina"])
    _says_yes(amina)
    _writes_without_a_signal(amina)

    site.tell(walking.main, "days", "15")
    _opens(dee, code)
    look(dee)
    assert "You have known each other for two weeks" in dee.inner_text("main")
    dee.check("input[name=suits][value=yes]")
    dee.locator("form:has(input[value=review]) button").click()
    dee.wait_for_selector("text=Thank you for telling us.")
    look(dee)
    assert "Walking together" in dee.inner_text("main")


def _asks_without_script(page) -> str:
    page.goto("/ask/")
    page.fill("textarea[name=story]", "I cannot sleep since my brother died")
    page.check("input[name=consent]")
    grow_old_enough(page)
    page.click("main form.ask button.btn-primary")
    code = page.inner_text(".private-number .code")
    page.goto("/walk/")
    look(page)
    page.fill("input[name=code]", code)
    grow_old_enough(page)
    page.click("main form button.btn-primary")
    look(page)
    page.select_option("select[name=first]", "gender:woman")
    page.select_option("select[name=second]", "time:evenings")
    page.fill("textarea[name=words]", PRIVATE)
    page.click("main form button.btn-primary")
    look(page)
    assert "Kept. We look for two or three" in page.inner_text("main")
    assert code.replace(" ", "") not in page.url
    return code


def _three_are_proposed(sofia, site) -> None:
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/matching/?only=none")
    look(sofia)
    sofia.locator("table tbody tr").last.locator("a").click()
    look(sofia)
    page = sofia.inner_text("main")
    assert "by the person themselves" in page and PRIVATE not in page
    sofia.click("form[action$='/words/'] button")
    sofia.wait_for_selector(f"text={PRIVATE}")
    for _peer in range(3):
        with sofia.expect_navigation():
            sofia.locator("li.option form[action$='/propose/'] button").first.click()
    look(sofia)


def _opens(page, code: str) -> None:
    follow(page, code)
    page.click("form[action$='/walk/'] button")
    page.wait_for_selector("h1:has-text('My peer')")


def _chooses(page, code: str) -> None:
    _opens(page, code)
    look(page)
    assert page.locator("li.option").count() == 3
    first = page.locator("li.option").first
    assert "Amina" in first.inner_text()
    first.locator("button:has-text('I choose Amina')").click()
    page.wait_for_selector("text=You chose. We ask them now.")
    look(page)


def _says_yes(page) -> None:
    page.goto("/desk/my-peer-work/")
    look(page)
    page.locator("button:has-text('Yes, gladly')").last.click()
    page.wait_for_load_state()
    page.goto("/desk/my-peer-work/")
    page.locator("a[href$='#contact']").last.click()
    look(page)


def _writes_without_a_signal(page) -> None:
    expect(page.locator("html[data-shell=kept]")).to_be_attached()
    page.context.set_offline(True)
    page.check("form[data-contact] input[name=reached][value='1']")
    page.fill("form[data-contact] textarea", "We met at the river.")
    page.click("form[data-contact] button")
    said = page.locator("[data-kept] [data-count]")
    expect(said).to_have_text("Kept on this phone, not sent yet (1)")
    look(page)
    page.goto("/desk/my-peer-work/")  # no network: the page that the phone keeps
    expect(page.locator("[data-kept-list] li")).to_contain_text("We met at the river.")
    look(page)
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_have_text("Sent.", timeout=15_000)
    page.goto("/desk/my-peer-work/")
    assert "Getting to know each other" in page.inner_text("main")
