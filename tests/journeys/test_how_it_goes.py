"""Somebody checks themselves and nothing leaves the browser; Dee answers in Arabic by private link,
Ben reads how she is, and nobody at the desk had to type anything."""

import pytest

from tests.journeys.conftest import DESK, PHONE, at_both_sizes, look
from tests.journeys.steps import ask, take_on

pytestmark = pytest.mark.journey


@at_both_sizes
def test_a_self_check_sends_nothing(visit, size) -> None:
    page = visit(size)
    page.goto("/")
    page.click("main a[href$='/check/']")
    look(page)
    page.click("main a[href$='/gad-7/']")
    look(page)
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    for question in page.locator("main fieldset").all():
        question.locator("input[value='2']").check()
    page.locator("main form button").click()
    page.wait_for_selector("[data-result]:not([hidden])")
    assert page.inner_text("[data-score]") == "14"
    assert sent == []
    look(page)
    page.click("[data-result] a[href$='/crisis/']")
    look(page)


def test_without_script_the_answer_comes_back_and_no_cookie_stays(visit) -> None:
    page = visit(PHONE, java_script_enabled=False)
    page.goto("/check/phq-8/")
    for question in page.locator("main fieldset").all()[:3]:
        question.locator("input[value='1']").check()
    page.locator("main form button").click()
    said = page.inner_text("main")
    assert "questions were left open, so there is no result" in said
    assert [cookie for cookie in page.context.cookies() if cookie["name"] != "kith_language"] == []


def test_by_private_link(visit, site) -> None:
    dee = visit(PHONE)
    ask(dee)
    ben = visit(DESK)
    take_on(ben, site.seeded["ben"])
    ben.click(".page-actions a[href^='/desk/people/']")
    look(ben)
    ben.click(".page-actions a[href$='/measures/']")
    look(ben)
    assert "PHQ-9" not in ben.inner_text("select[name=instrument]"), "nobody is on duty"
    measures = ben.url
    ben.select_option("select[name=instrument]", "gad-7")
    ben.select_option("select[name=language]", "ar")
    ben.click("button[formaction$='/link/']")
    look(ben)
    link = ben.inner_text(".private-link code")

    dee.goto(link)
    look(dee)
    dee.locator("main form button").first.click()
    for number in range(7):
        dee.wait_for_selector("main fieldset")
        if number == 0:
            assert dee.locator("main [lang=ar][dir=rtl] fieldset").is_visible()
            look(dee)
        dee.locator("main fieldset input[value='1']").check()
        with dee.expect_navigation():
            dee.locator("main form button.btn-primary").first.click()
    look(dee)
    with dee.expect_navigation():
        dee.locator("main form button.btn-primary").first.click()
    look(dee)

    ben.goto(measures)
    assert "7/7" in ben.inner_text("main")
    ben.locator("form[action$='/measures/open/'] button").click()
    ben.wait_for_load_state()
    look(ben)
    assert "GAD-7: 7" in ben.inner_text("main")
