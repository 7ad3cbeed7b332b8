"""Lists by key, drafts that outlive a lost page, and a button that is pressed twice."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, Site, sign_in

pytestmark = pytest.mark.journey


@pytest.fixture
def ben(visit, site: Site):
    page = visit(DESK)
    sign_in(page, site.seeded["ben"])
    return page


def test_a_list_is_walked_and_opened_by_key(ben) -> None:
    ben.goto("/desk/directory/")
    links = ben.locator("[data-rows] > * a")
    ben.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    ben.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    ben.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    name = links.nth(0).inner_text()
    with ben.expect_navigation():
        ben.keyboard.press("Enter")
    expect(ben.get_by_role("heading", level=1)).to_have_text(name)


def test_a_slash_goes_to_the_search_of_the_page_else_of_the_desk(ben) -> None:
    for page, box in (("/desk/directory/", "#q"), ("/desk/settings/languages/", "#desk-q")):
        ben.goto(page)
        ben.keyboard.press("/")
        expect(ben.locator(box)).to_be_focused()
        ben.keyboard.type("j/")
        expect(ben.locator(box)).to_have_value("j/")


def test_single_keys_can_be_switched_off(ben) -> None:
    ben.goto("/desk/directory/")
    ben.keyboard.press("?")
    ben.get_by_label("Switch single keys off").check()
    ben.keyboard.press("Escape")
    ben.keyboard.press("j")
    expect(ben.locator("[data-rows] a").first).not_to_be_focused()


def test_what_was_typed_outlives_a_lost_page(ben, site: Site) -> None:
    page = f"/desk/directory/services/{site.seeded['circle']}/edit/words/"
    ben.goto(page)
    note = ben.locator("[data-draft-note]")
    expect(note).to_be_hidden()
    ben.get_by_label("About the cost").fill("Tea is on us")
    ben.goto("/desk/")
    ben.goto(page)
    expect(ben.get_by_label("About the cost")).to_have_value("Tea is on us")
    expect(note).to_be_visible()
    with ben.expect_navigation():
        ben.get_by_role("button", name="Save").click()
    ben.goto(page)
    expect(note).to_be_hidden()


PRESSED_TWICE = """() => {
  const stopped = [];
  addEventListener("submit", (event) => {
    stopped.push(event.defaultPrevented);
    event.preventDefault();
  });
  const button = document.querySelector("main form.narrow button.btn-primary");
  button.click();
  button.click();
  return stopped;
}"""
"""Which of two presses were held back before they left the page; none leaves it here."""


def test_of_two_presses_the_second_is_held_back(ben) -> None:
    ben.goto("/desk/directory/new/")
    ben.get_by_label("Name", exact=True).fill("Twice")
    assert ben.evaluate(PRESSED_TWICE) == [False, True]
