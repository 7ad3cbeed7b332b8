"""Two in the night: Dee says that she is not safe. Amina is silent, Ben has it; then to the end.

Days pass by moving the stored moments, as in the fault test: no test waits a week.
"""

import pytest

from tests.journeys import night
from tests.journeys.conftest import DESK, PHONE, look, sign_in

pytestmark = pytest.mark.journey
SAID = "I have the tablets beside me"


def test_the_second_answers_and_walks_it_to_the_end(visit, site) -> None:
    site.tell(night.main, "rota")
    amina, ben = visit(PHONE), visit(DESK)
    sign_in(amina, site.seeded["amina"])  # she is asleep: the page stands open
    sign_in(ben, site.seeded["ben"])
    before = _listed(ben)
    _dee_asks(visit(PHONE))
    (ours,) = _listed(ben) - before
    ben.goto("/desk/")
    look(ben)
    assert "Nobody has it yet" in ben.inner_text("main")
    site.tell(night.main, "minutes", "6")
    ben.goto(ours)
    look(ben)
    told = ben.inner_text("ol.timeline")
    assert "Amina" in told and "Ben" in told, "the silent one, and the next"
    ben.click("text=I have this")
    ben.wait_for_load_state()
    assert "Ben has it" in ben.inner_text("main")

    amina.goto("/desk/concerns/")
    look(amina)
    assert amina.locator(f"form[action='{ours}acknowledge/']").count() == 0

    concern = ben.url
    _open_and_read(ben)
    _act(ben, "engage", words="We speak. She put them away.")
    _consult(ben)
    _hand_over(ben)
    _act(ben, "confirm", words="The nurse called back: she is with her")
    ben.click("form[action$='/offer-plan/'] button")
    ben.wait_for_load_state()
    look(ben)
    for days in (2, 3, 4):
        site.tell(night.main, "minutes", str(days * 24 * 60))
        ben.goto(concern)
        fold = ben.locator("details:has(form[action$='/follow-up/'])").first
        fold.locator("summary").click()
        fold.locator("textarea").fill("Better")
        fold.locator("button").click()
        ben.wait_for_load_state()
    assert ben.locator("form[action$='/close/']").count() == 0, "only a supervisor closes"

    sofia = visit(DESK)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto(concern)
    fold = sofia.locator("details:has(form[action$='/close/'])")
    fold.locator("summary").click()
    fold.locator("select").select_option("safe")
    fold.locator("textarea").fill("She has people around her now")
    fold.locator("button").click()
    sofia.wait_for_load_state()
    look(sofia)
    assert "Closed" in sofia.inner_text("main")


def _listed(page) -> set[str]:
    """Addresses of the concerns that stand on the page of the watch."""
    page.goto("/desk/concerns/")
    links = page.locator("ul.todo a").all()
    return {link.get_attribute("href") for link in links}


def test_two_presses_and_the_pages_around(visit, site) -> None:
    site.tell(night.main, "rota")
    sofia = visit(DESK)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/rota/")
    sofia.click("text=Raise a concern")
    look(sofia)
    sofia.locator("main form button").first.click()
    sofia.wait_for_url("**/desk/concerns/*-*/")
    for page in (
        "/desk/concerns/watch/", "/desk/rota/", "/desk/settings/safety/",
        "/desk/settings/safety/words/", "/desk/settings/safety/numbers/",
        "/desk/settings/safety/reports/",
    ):  # fmt: skip
        sofia.goto(page)
        look(sofia)
    sofia.goto("/desk/concerns/watch/")
    sofia.wait_for_selector("[data-heard]:not([hidden])")
    assert "Last heard" in sofia.inner_text("[data-heard]")


def test_a_plan_stays_on_the_phone_when_the_person_wants_it(visit, site) -> None:
    person = site.tell(night.main, "person")
    sofia = visit(DESK)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto(f"/desk/plans/{person}/")
    sofia.click("text=Begin a plan")
    code = sofia.inner_text(".private-number .code")
    look(sofia)

    dee = visit(PHONE)
    dee.goto("/plan/")
    dee.fill("input[name=code]", code)
    dee.wait_for_timeout(3200)
    dee.click("main form button.btn-primary")
    dee.wait_for_selector("[data-plan]")
    look(dee)
    dee.locator("details summary").first.click()
    dee.fill("textarea[name=alone]", "Walk with the dog")
    dee.wait_for_timeout(3200)
    dee.locator("details form button.btn-primary").first.click()
    dee.wait_for_load_state()
    assert "Walk with the dog" in dee.inner_text("[data-plan]")
    dee.goto("/plan/kept/")
    assert "No plan is kept" in dee.inner_text("main"), "only when they choose it"
    dee.goto("/plan/")
    dee.fill("input[name=code]", code)
    dee.wait_for_timeout(3200)
    dee.click("main form button.btn-primary")
    dee.click("[data-keep]")
    dee.wait_for_selector("[data-kept]:not([hidden])")
    dee.wait_for_function("navigator.serviceWorker.controller")
    dee.context.set_offline(True)
    dee.goto("/plan/kept/")
    assert "Walk with the dog" in dee.inner_text("main")
    assert code not in dee.content()


def _dee_asks(dee) -> None:
    dee.goto("/ask/")
    dee.check("input[name=unsafe]")
    dee.fill("textarea[name=story]", SAID)
    dee.check("input[name=consent]")
    dee.wait_for_timeout(3200)  # the form asks robots to be slower than this; people are
    dee.click("main form.ask button.btn-primary")
    dee.wait_for_selector(".help-now")
    look(dee)
    calls = dee.locator(".help-now a.call")
    assert calls.count() >= 2 and calls.first.get_attribute("href").startswith("tel:")
    assert "Breathe out slowly" in dee.inner_text(".help-now")


def _open_and_read(page) -> None:
    page.click("text=Open what they wrote")
    page.wait_for_selector(".opened")
    look(page)


def _act(page, verb: str, *, words: str) -> None:
    fold = page.locator(f"details:has(form[action$='/{verb}/'])")
    fold.locator("summary").click()
    fold.locator("textarea").fill(words)
    fold.locator("button").click()
    page.wait_for_load_state()


def _consult(page) -> None:
    fold = page.locator("details:has(form[action$='/consult/'])")
    fold.locator("summary").click()
    fold.locator("select").select_option(label="Sofia")
    fold.locator("textarea").fill("Stay with her, and call the clinic")
    fold.locator("button").click()
    page.wait_for_load_state()


def _hand_over(page) -> None:
    fold = page.locator("details:has(form[action$='/hand-over/'])")
    fold.locator("summary").click()
    fold.locator("input[name=receiver]").fill("Nurse Ito, Quay clinic")
    look(page)
    fold.locator("button").click()
    page.wait_for_load_state()
