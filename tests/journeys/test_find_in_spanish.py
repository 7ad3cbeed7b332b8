"""Somebody looks for help in Spanish, in words a catalogue does not hold, with a typing error."""

import pytest

from tests.journeys.conftest import PHONE, at_both_sizes, look

pytestmark = pytest.mark.journey


@at_both_sizes
def test_find_in_spanish(visit, size) -> None:
    page = visit(size, locale="es-ES")
    page.goto("/?lang=es")
    look(page)
    page.fill("input[name=q]", "hablar con alguien")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/find/**")
    assert page.get_attribute("html", "lang") == "es"
    assert "Evening talking circle" in page.inner_text("main")
    look(page)
    page.locator("main a", has_text="Evening talking circle").first.click()
    page.wait_for_load_state()
    look(page)
    assert "555-0142" in page.inner_text("main")


def test_a_typing_error_finds_the_same(visit) -> None:
    page = visit(PHONE)
    page.goto("/find/?q=counceling+scholl")
    assert "After-school counselling" in page.inner_text("main")


def test_finding_works_without_script(visit) -> None:
    page = visit(PHONE, java_script_enabled=False)
    page.goto("/")
    look(page)
    page.fill("input[name=q]", "tea")
    page.locator("form:has(input[name=q]) button").first.click()
    look(page)
    assert "Dari tea morning" in page.inner_text("main")
