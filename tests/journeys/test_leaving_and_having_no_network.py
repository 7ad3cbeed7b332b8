"""Gone at once when somebody comes in; crisis help when the network is gone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, look, sign_in

pytestmark = pytest.mark.journey

KEPT = """new Promise((done, fail) => {
  setTimeout(() => fail(new Error("the worker never came to work")), 20000);
  const look = async () => {
    const page = await caches.match("/crisis/?lang=es");
    if (page && navigator.serviceWorker.controller) done(); else setTimeout(look, 50);
  };
  look();
})"""
"""Resolves when the worker is at work and has the page in this language."""


def test_shift_three_times_leaves_and_replaces_the_page(visit) -> None:
    page = visit(PHONE)
    page.context.route("**/leave", lambda route: route.fulfill(body="elsewhere"))
    page.goto("/privacy/")
    page.goto("/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/leave")
    page.go_back()
    assert page.url.endswith("/privacy/")  # the page that was left is not behind us


def test_a_capital_letter_does_not_leave(visit) -> None:
    page = visit(PHONE)
    page.goto("/")
    page.locator("#q").press_sequentially("ABC")
    for letter in "ABC":
        page.locator("#q").press(f"Shift+{letter}")
    assert re.fullmatch(r"https?://[^/]+/", page.url)


def test_the_crisis_page_opens_without_a_network(visit) -> None:
    page = visit(PHONE, locale="es")
    page.goto("/?lang=es")
    page.evaluate(KEPT)
    title = page.request.get("/crisis/?lang=es").text()
    page.context.set_offline(True)
    page.goto("/find/?q=comida&lang=es")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    assert heading.inner_text() in title
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator('a[href^="tel:"]').first).to_be_visible()


def test_the_components_page_has_no_fault_in_either_theme(visit) -> None:
    for theme in ("light", "dark"):
        page = visit(PHONE)
        page.goto(f"/_components?theme={theme}")
        look(page)


def test_the_desk_can_be_worked_by_keyboard(visit, site) -> None:
    page = visit()
    sign_in(page, site.seeded["ben"])
    page.keyboard.press("/")
    expect(page.locator("#desk-q")).to_be_focused()
    page.locator("#desk-q").blur()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
