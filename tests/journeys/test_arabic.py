"""The same path in Arabic: written from right to left, nothing cut off, nothing left in English."""

import pytest

from tests.journeys.conftest import at_both_sizes, look
from tests.journeys.steps import ask, follow

pytestmark = pytest.mark.journey


@at_both_sizes
def test_ask_in_arabic(visit, size) -> None:
    page = visit(size, locale="ar")
    page.goto("/?lang=ar")
    assert page.get_attribute("html", "dir") == "rtl"
    look(page)
    page.goto("/find/?lang=ar")
    look(page)
    code = ask(page, story="أريد أن أتحدث مع أحد", name="", language="ar")
    follow(page, code)
    assert "أريد أن أتحدث مع أحد" in page.inner_text("main")
    look(page)
    page.goto("/crisis/?lang=ar")
    look(page)
