"""Ben hands Dee a tablet. She answers in Spanish, the signal drops, a dangerous answer shows help
from the device itself; nothing of the desk opens; what waited is sent once, and Ben is told."""

import pytest

from tests.journeys import night
from tests.journeys.conftest import DESK, look, on_a_phone, until

pytestmark = pytest.mark.journey
TABLET = (820, 1180)
PASSWORD = "a-long-demo-word"


def test_answered_without_signal_and_sent_once(visit, site) -> None:
    site.tell(night.main, "rota")
    tablet, person = _handed_over(visit, site, "phq-9", "es")
    look(tablet)
    assert tablet.locator("html").get_attribute("lang") == "es"
    _nothing_of_the_desk_opens(tablet)

    for _ in range(2):
        _answer(tablet, "1")
    tablet.wait_for_function("() => navigator.serviceWorker.controller")
    until(tablet, PAGE_IS_KEPT)
    tablet.context.set_offline(True)
    for _ in range(6):
        _answer(tablet, "1")
    until(tablet, AT_NINTH)
    tablet.reload()
    tablet.wait_for_selector("[data-restored]:not([hidden])")
    assert tablet.inner_text("[data-progress]").count("9") == 2, "at the question where she was"
    tablet.locator("fieldset:not([hidden]) input[value='3']").check()
    tablet.wait_for_selector("[data-help] a.call")
    tablet.wait_for_selector("[data-untold]:not([hidden])")
    look(tablet)
    tablet.click("[data-finish]")
    tablet.wait_for_selector("[data-end]:not([hidden]) [data-untold-staff]:not([hidden])")
    look(tablet)
    assert tablet.evaluate(READABLE) == [], "nothing on the device can be read"
    assert tablet.evaluate(KEY_CAN_LEAVE) is False
    concerns = _concerns_of(visit, site)

    with tablet.expect_response("**/tablet/send/") as sent:
        tablet.context.set_offline(False)
    assert sent.value.json()["went"] == "finished"
    tablet.wait_for_selector("[data-untold-staff]", state="hidden")
    assert tablet.evaluate(WAITING) == 0
    (ours,) = _concerns_of(visit, site) - concerns

    tablet.click("[data-way-back]")
    look(tablet)
    tablet.fill("input[name=password]", PASSWORD)
    tablet.locator("main form button").first.click()
    tablet.wait_for_url("**/desk/tablet/**")
    look(tablet)
    assert "PHQ-9" in tablet.inner_text("main") and "9/9" in tablet.inner_text("main")
    assert "may be in danger" in tablet.inner_text("main")
    tablet.goto(ours)
    assert "An answer in a questionnaire" in tablet.inner_text("main")
    tablet.goto(f"/desk/people/{person}/measures/")
    assert tablet.inner_text("main").count("9/9") == 1, "once"


@on_a_phone
def test_somebody_is_called_and_the_device_given_back(visit, site, size) -> None:
    site.tell(night.main, "rota")
    before = _concerns_of(visit, site)
    tablet, _person = _handed_over(visit, site, "gad-7", "ar", size=size)
    assert tablet.locator("html").get_attribute("dir") == "rtl"
    look(tablet)
    tablet.click("[data-call]")
    tablet.wait_for_selector("[data-help] a.call")
    tablet.wait_for_function("() => document.querySelector('[data-help] .note')")
    look(tablet)
    assert len(_concerns_of(visit, site) - before) == 1
    tablet.click("[data-give-back]")
    tablet.wait_for_selector("[data-end]:not([hidden])")
    look(tablet)


def test_without_script_each_press_is_kept(visit, site) -> None:
    site.tell(night.main, "rota")
    tablet, _person = _handed_over(visit, site, "gad-7", "en", java_script_enabled=False)
    look(tablet)
    for question in tablet.locator("main fieldset").all():
        question.locator("input[value='1']").check()
    tablet.click("button[value=finish]")
    look(tablet)
    assert "Your answers" in tablet.inner_text("main")
    tablet.goto("/desk/concerns/")
    assert tablet.url.endswith("/tablet/?lang=en")
    assert "Please give the device back" in tablet.inner_text("main")


def test_an_ask_by_oneself(visit, site) -> None:
    tablet = visit(TABLET)
    _sign_in(tablet, site.seeded["ben"])
    tablet.goto("/desk/requests/new/")
    look(tablet)
    tablet.click("form[action$='/tablet/ask/'] button")
    look(tablet)
    tablet.fill("textarea[name=story]", "I would like to talk with somebody")
    tablet.check("input[name=consent]")
    tablet.wait_for_timeout(3200)  # the form asks robots to be slower than this; people are
    tablet.click("main form.ask button.btn-primary")
    tablet.wait_for_selector(".private-number .code")
    tablet.goto("/desk/")
    assert "/ask/" in tablet.url


PAGE_IS_KEPT = "() => caches.open('tablet').then((cache) => cache.match('/tablet/')).then(Boolean)"
AT_NINTH = """() => kithQueue.read('tablet-state', document.querySelector('[data-tablet]').dataset
    .tablet).then((kept) => Object.fromEntries(kept ?? []).place === '8')"""
WAITING = "kithQueue.waiting('tablet').then((waiting) => waiting.length)"
KEY_CAN_LEAVE = """() => new Promise((done) => {
    const opening = indexedDB.open('kith-queue');
    opening.onsuccess = () => {
        const asked = opening.result.transaction('keys').objectStore('keys').get('current');
        asked.onsuccess = () => done(asked.result.extractable);
    };
})"""
READABLE = """() => new Promise((done) => {
    const opening = indexedDB.open('kith-queue');
    opening.onsuccess = () => {
        const asked = opening.result.transaction('records').objectStore('records').getAll();
        asked.onsuccess = () => done(asked.result.filter((record) =>
            /q9|token|danger/.test(JSON.stringify(record) + new TextDecoder().decode(record.sealed))
        ).map((record) => record.place));
    };
})"""


def _handed_over(visit, site, instrument: str, language: str, size=TABLET, **options):
    """A device that Ben has handed to somebody he walks with, and who that is."""
    person = site.tell(night.main, "known", "Ben")
    page = visit(size, **options)
    _sign_in(page, site.seeded["ben"])
    page.goto(f"/desk/people/{person}/measures/")
    page.select_option("select[name=instrument]", instrument)
    page.select_option("select[name=language]", language)
    page.click("button[formaction$='/tablet/']")
    page.wait_for_url("**/tablet/**")
    return page, person


def _sign_in(page, email: str) -> None:
    """A session of its own: it is locked, and no other journey should find it so."""
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/desk/**")


def _nothing_of_the_desk_opens(page) -> None:
    page.go_back()
    assert "/tablet/" in page.url
    for address in ("/desk/", "/desk/people/", "/", "/account/email/"):
        page.goto(address)
        assert "/tablet/" in page.url
    asked = page.request.get("/desk/concerns/pulse/", headers={"Accept": "application/json"})
    assert asked.status == 423
    page.reload()
    assert "/tablet/" in page.url


def _answer(page, value: str) -> None:
    page.locator(f"fieldset:not([hidden]) input[value='{value}']").check()
    page.click("[data-next]")


def _concerns_of(visit, site) -> set[str]:
    from tests.journeys.conftest import sign_in

    sofia = visit(DESK)
    sign_in(sofia, site.seeded["sofia"])
    sofia.goto("/desk/concerns/")
    links = sofia.locator("ul.todo [data-concern] a").all()
    found = {str(link.get_attribute("href")) for link in links}
    sofia.close()
    return found
