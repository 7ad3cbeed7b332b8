"""Amina's phone has no signal: what she writes waits there sealed, through a closed browser, and
arrives once; what may not be kept any more is not lost to her; signing out wipes it."""

import pytest
from playwright.sync_api import expect

from tests.journeys import browser as browsers
from tests.journeys import walking
from tests.journeys.conftest import PHONE, SIGNED_IN, look, sign_in

pytestmark = pytest.mark.journey
WORDS = "We sat by the river"
STORED = """async () => {
  const answered = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const db = await answered(indexedDB.open("contacts"));
  const stored = (name) => db.transaction(name).objectStore(name);
  const rows = await answered(stored("entries").getAll());
  const key = await answered(stored("keys").get("own"));
  db.close();
  const seen = rows.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.sealed));
  return { rows: seen, extractable: key.extractable };
}"""


@pytest.fixture
def match(site) -> str:
    site.tell(walking.main, "ready")
    return site.tell(walking.main, "walk")


def open_walk(page, match: str) -> None:
    page.goto(f"/desk/my-peer-work/walk/{match}/")
    expect(page.locator("html[data-shell=kept]")).to_be_attached()


def write(page, words: str = WORDS) -> None:
    page.fill("form[data-contact] textarea", words)
    page.click("form[data-contact] button")
    expect(page.locator("[data-kept-list]")).to_contain_text(words)


def test_it_waits_through_a_closed_browser_and_arrives_once(
    chromium, site, match, tmp_path
) -> None:
    options = {
        "executable_path": browsers.find(), "args": ["--no-sandbox"], "base_url": site.address,
        "viewport": {"width": PHONE[0], "height": PHONE[1]},
    }  # fmt: skip
    first = chromium.browser_type.launch_persistent_context(tmp_path, **options)
    first.set_default_timeout(10_000)
    page = first.pages[0]
    sign_in(page, site.seeded["amina"])
    open_walk(page, match)
    cookies = first.cookies()
    first.set_offline(True)
    write(page)
    kept = page.evaluate(STORED)
    assert kept["extractable"] is False
    assert len(kept["rows"]) == 1 and WORDS not in kept["rows"][0] and match not in kept["rows"][0]
    first.close()

    second = chromium.browser_type.launch_persistent_context(tmp_path, **options)
    second.set_default_timeout(10_000)
    second.set_offline(True)
    page = second.pages[0]
    page.goto("/desk/my-peer-work/")
    expect(page.locator("[data-kept-list] li")).to_contain_text(WORDS)
    second.add_cookies(cookies)
    second.set_offline(False)
    expect(page.locator("[data-status]")).to_have_text("Sent.")
    page.goto(f"/desk/my-peer-work/walk/{match}/")
    assert page.locator("h2:has-text('What has happened') + ul > li").count() == 1
    second.close()


def test_after_the_end_it_is_refused_and_her_words_stay_hers(visit, site, match) -> None:
    page = visit(PHONE)
    sign_in(page, site.seeded["amina"])
    open_walk(page, match)
    page.context.set_offline(True)
    write(page)
    site.tell(walking.main, "end", match)
    page.context.set_offline(False)
    line = page.locator("[data-kept-list] li[data-state=refused]")
    expect(line).to_contain_text("You two do not walk together any more")
    expect(line).to_contain_text(WORDS)
    look(page)
    line.locator("[data-drop]").click()
    expect(page.locator("[data-kept]")).to_be_hidden()


@pytest.fixture
def own_session(site):
    """Signing out ends the session whose cookies the journeys share: here it is one of its own."""
    SIGNED_IN.pop(site.seeded["amina"], None)
    yield
    SIGNED_IN.pop(site.seeded["amina"], None)


@pytest.mark.usefixtures("own_session")
def test_signing_out_warns_and_wipes(visit, site, match) -> None:
    page = visit(PHONE)
    sign_in(page, site.seeded["amina"])
    open_walk(page, match)
    page.route("**/contact/send/", lambda route: route.abort())
    write(page)
    said: list[str] = []
    page.once("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.locator("details.me summary").click()
    page.click("form[action$='/logout/'] button")
    page.wait_for_function("document.querySelector('[data-kept-list] li')")
    assert "not sent yet (1)" in said[0]
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.click("form[action$='/logout/'] button")
    assert page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))") == []
    assert "contacts" not in page.evaluate("caches.keys()")


def test_leaving_the_page_wipes_it_too(visit, site, match) -> None:
    page = visit(PHONE)
    page.context.route("**/leave", lambda route: route.fulfill(body="elsewhere"))
    sign_in(page, site.seeded["amina"])
    open_walk(page, match)
    page.goto("/")
    for _time in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/leave")
    assert "contacts" not in page.evaluate("caches.keys()")
