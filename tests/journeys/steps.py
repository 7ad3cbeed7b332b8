"""What people do again and again in the journeys, done through the pages."""

import re
import time

from kith.core import robots
from tests.journeys.conftest import look, sign_in

PHRASE = "I cannot sleep since we moved here"


def ask(page, *, story: str = PHRASE, name: str = "Dee", language: str = "") -> str:
    """Ask on the public page and come back with the private number."""
    page.goto("/ask/" + (f"?lang={language}" if language else ""))
    page.fill("textarea[name=story]", story)
    page.locator("input[name=needs]").first.check()
    if name:
        page.locator("details:has(input[name=name]) summary").click()
        page.fill("input[name=name]", name)
    page.check("input[name=consent]")
    look(page)
    page.click("main form.ask button.btn-primary")
    page.wait_for_selector(".private-number .code")
    look(page)
    return re.sub(r"\D", "", page.inner_text(".private-number .code"))


def follow(page, code: str) -> None:
    """See a request by its private number."""
    page.goto("/follow/")
    page.fill("input[name=code]", code)
    with page.expect_navigation():
        page.click("main form button.btn-primary")


def grow_old_enough(page) -> None:
    """Without script the form asks robots to be slower than this; people are."""
    signed = page.input_value("input[name=proof_challenge]")
    issued_at = float(signed.split(".")[2])
    oldest = issued_at + robots.QUICKEST.total_seconds()
    page.wait_for_timeout(max(0.0, oldest - time.time()) * 1000)


def press(page, verb: str) -> None:
    """Press the button of a move on a request's or referral's page."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{verb}/'] button").first.click()


def take_on(page, email: str) -> str:
    """Sign in as somebody of the desk and take on the newest request; its address."""
    sign_in(page, email)
    page.goto("/desk/requests/?state=new")
    page.locator("table a").last.click()
    press(page, "take")
    look(page)
    return page.url


def lay_out_and_choose(page, title: str) -> None:
    """Lay out options and note that the person chose one of them."""
    page.fill("input[name=words]", title)
    press(page, "lay-out")
    look(page)
    option = page.locator("li.option", has_text=title)
    option.locator("form[action$='/choose/'] button").click()
    page.wait_for_load_state()


def agree_and_refer(page) -> str:
    """Hear the consent, send the referral; the address of its page."""
    page.check("input[name=heard]")
    press(page, "consent")
    press(page, "refer")
    page.locator("h2:has-text('Referrals') + ul a").first.click()
    page.wait_for_load_state()
    look(page)
    return page.url
