"""A day with the van where there is no signal: two tablets, visitors, a concern, and back again.

Nothing that was entered is lost, doubled or readable on the tablet; "sent" is said only after the
server has it.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys import night
from tests.journeys.conftest import DESK, PHONE, look, sign_in, until

pytestmark = pytest.mark.journey
TABLET = (820, 1180)
PASSWORD = "a-long-demo-word"
MARKERS = ("Zuleikha", "Sycamore", "heartbroken", "5550177", "555 0177", "riverbank")


def test_a_day_without_signal(visit, site) -> None:
    site.tell(night.main, "rota")
    site.tell(night.main, "van")
    van = registered(visit, site, "ben", "Van tablet")
    tent = registered(visit, site, "amina", "Tent tablet")
    look(van)
    for tablet in (van, tent):
        tablet.context.set_offline(True)
        tablet.reload()
        tablet.wait_for_selector("[data-screen=home]")

    code = an_intake(van)
    talk(tent, code)
    counted(van, 12)
    counted(tent, 3)
    unsent(van, 2)
    van.reload()
    unsent(van, 2)
    concern(van)
    unsent(van, 3)
    packed(van)
    unsent(van, 4)
    assert stolen(van) == []

    van.context.set_offline(False)
    van.wait_for_selector("[data-unsent='0']", timeout=20_000)
    tent.context.set_offline(False)
    tent.wait_for_selector("[data-unsent='0']", timeout=20_000)
    assert van.get_attribute("[data-unsent]", "data-sent") == "4"
    arrived(visit, site, code)


def test_a_full_tablet_another_language_and_out_of_use(visit, site) -> None:
    """Nothing typed is lost where there is no room; the words change without signal, options too;
    out of use the tablet is refused, and a supervisor hands in what it holds."""
    site.tell(night.main, "rota")
    van = registered(visit, site, "ben", "Bus tablet")
    van.context.set_offline(True)
    van.click("[data-go=assessment]")
    van.check("input[name=who][value=code]")
    van.fill("input[name=code]", "A1B2C3")
    english = van.inner_text("[data-questions] fieldset:nth-of-type(2)")
    van.select_option("[data-language]", "ar")
    van.wait_for_selector("html[dir=rtl]")
    assert van.input_value("input[name=code]") == "A1B2C3"
    assert van.inner_text("[data-questions] fieldset:nth-of-type(2)") != english
    look(van)
    van.select_option("[data-language]", "en")
    van.click("[data-back]")

    van.click("[data-go=contact]")
    van.fill("input[name=code]", "A1B2C3")
    van.fill("textarea[name=note]", "heartbroken")
    van.wait_for_timeout(600)  # so that a draft is kept, too
    assert stolen(van) == [], "half a form is locked"
    van.evaluate(NO_ROOM)
    keep(van)
    van.wait_for_selector(".road-wrong")
    assert "This tablet is full" in van.inner_text(".road-wrong")
    assert van.input_value("textarea[name=note]") == "heartbroken"
    look(van)
    van.evaluate("window.thereIsRoom()")
    keep(van)
    van.wait_for_selector("[data-done]")
    unsent(van, 1)

    desk = visit(DESK)
    sign_in(desk, site.seeded["sofia"])
    desk.goto("/desk/road/devices/")
    row = desk.locator("tr", has_text="Bus tablet")
    row.locator("summary").click()
    row.locator("form button").click()
    look(desk)
    van.context.set_offline(False)
    van.wait_for_selector("text=This tablet was taken out of use", timeout=20_000)
    unsent_still(van, 1)
    van.context.clear_cookies()
    sign_in_anew(van, site.seeded["sofia"])
    van.goto("/desk/road/")
    with van.expect_response("**/hand-in/", timeout=30_000) as handed_in:
        van.click("button[data-hand-in]")
    assert handed_in.value.status == 200
    van.wait_for_selector("[data-unsent='0']")
    desk.goto("/desk/road/conflicts/")
    assert "A1B2C3" in desk.inner_text("main")
    look(desk)


def test_without_script_it_says_so_and_leads_to_the_desk(visit, site) -> None:
    page = visit(PHONE, java_script_enabled=False)
    sign_in_anew(page, site.seeded["amina"])
    page.goto("/desk/road/")
    assert "Without script" in page.inner_text("main")
    assert page.locator("main a[href='/desk/requests/new/']").is_visible()
    look(page)


def registered(visit, site, who: str, name: str):
    """A tablet in somebody's hands, as it drives out: kept whole, and out of signal at any time."""
    page = visit(TABLET)
    sign_in_anew(page, site.seeded[who])
    page.goto("/desk/road/")
    page.fill("[data-form=register] input[name=name]", name)
    look(page)
    page.click("[data-form=register] button[type=submit]")
    page.wait_for_selector("[data-screen=home]")
    until(page, SHELL_IS_KEPT)
    return page


def an_intake(page) -> str:
    """Somebody new says what would help; the code of theirs that the tablet shows."""
    page.click("[data-go=intake]")
    page.fill("textarea[name=story]", "I am heartbroken by the riverbank")
    page.fill("input[name=name]", "Zuleikha")
    page.fill("input[name=place]", "Sycamore")
    page.check("input[name=ways][value=call]")
    page.fill("input[name=phone]", "555 0177")
    page.wait_for_timeout(600)  # so that a draft is kept, too
    page.reload()
    page.wait_for_selector("[data-begun]:not([hidden])")
    assert page.input_value("textarea[name=story]") == "I am heartbroken by the riverbank"
    look(page)
    keep(page)
    page.wait_for_selector(".road-wrong")
    page.check("input[name=agree]")
    keep(page)
    code = page.wait_for_selector("[data-code]").get_attribute("data-code")
    look(page)
    page.click("[data-done]")
    return code


def talk(page, code: str) -> None:
    """On the other tablet, by the code that Zuleikha carries."""
    page.click("[data-go=contact]")
    page.check("input[name=who][value=code]")
    page.fill("input[name=code]", code)
    page.fill("textarea[name=note]", "heartbroken, but she laughed")
    keep(page)
    page.click("[data-done]")


def counted(page, how_many: int) -> None:
    page.click("[data-go=sign_in]")
    page.fill("input[name=people]", str(how_many))
    keep(page)
    page.click("[data-done]")


def packed(page) -> None:
    """The only vehicle there is need not be chosen."""
    page.click("[data-go=supplies]")
    page.fill("input[name=s-water]", "24")
    keep(page)
    page.click("[data-done]")


def concern(page) -> None:
    page.click("header [data-go=concern]")
    page.wait_for_selector("[data-help] a.call")
    look(page)
    page.locator("input[name=who]").nth(1).check()
    page.fill("textarea[name=words]", "heartbroken by the riverbank")
    keep(page)
    page.wait_for_selector("[data-untold]")
    page.wait_for_selector("[data-help] a.call")
    page.click("[data-done]")


def keep(page) -> None:
    page.click(".road-keep button")


def unsent(page, count: int) -> None:
    page.wait_for_selector(f"[data-unsent='{count}']")
    assert str(count) in page.inner_text(".road-count")


def unsent_still(page, count: int) -> None:
    assert page.get_attribute("[data-unsent]", "data-unsent") == str(count)


def sign_in_anew(page, email: str) -> None:
    """A session of its own: a tablet is nobody else's."""
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/desk/**")


def stolen(page) -> list[str]:
    """Which markers somebody finds who reads all that lies on the tablet."""
    return page.evaluate(ALL_THAT_LIES_THERE, list(MARKERS))


def arrived(visit, site, code: str) -> None:
    """At the desk: fifteen who came, one person with that code, one request, both talks, one
    concern."""
    desk = visit(DESK)
    sign_in(desk, site.seeded["sofia"])
    desk.goto("/desk/road/devices/")
    look(desk)
    assert "Tent tablet" in desk.inner_text("main")
    desk.goto("/desk/road/day/")
    look(desk)
    assert "The blue van" in desk.inner_text("main") and "24" in desk.inner_text("main")
    expect(desk.get_by_role("cell", name="15", exact=True)).to_be_visible()
    desk.goto("/desk/concerns/")
    assert desk.locator("ul.todo [data-concern]").count() == 1
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Zuleikha").click()
    desk.wait_for_url("**/desk/people/*/")
    assert code in desk.inner_text("main")


NO_ROOM = """() => {
    const { add, put } = IDBObjectStore.prototype;
    const full = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    Object.assign(IDBObjectStore.prototype, { add: full, put: full });
    window.thereIsRoom = () => Object.assign(IDBObjectStore.prototype, { add, put });
}"""
"""As a browser refuses a record where the disk, or its share of it, is full."""
SHELL_IS_KEPT = """() => navigator.serviceWorker.ready.then(() => caches.keys()).then((names) =>
    navigator.serviceWorker.controller && names.includes('road-pack') && names.length > 1)"""
ALL_THAT_LIES_THERE = """async (markers) => {
    const found = new Set();
    const look = (text) => markers.filter((m) => text.includes(m)).forEach((m) => found.add(m));
    const bytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    const walk = (value) => {
        if (bytes(value)) {
            const all = new Uint8Array(value.buffer ?? value);
            look(new TextDecoder('utf-8').decode(all));
            look(new TextDecoder('utf-16le').decode(all));
        } else if (value && typeof value === 'object' && !(value instanceof CryptoKey))
            Object.entries(value).forEach(([key, part]) => { look(key); walk(part); });
        else look(String(value));
    };
    const asked = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
        const db = await asked(indexedDB.open(name));
        for (const store of db.objectStoreNames) {
            walk(await asked(db.transaction(store).objectStore(store).getAll()));
            walk(await asked(db.transaction(store).objectStore(store).getAllKeys()));
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            look(request.url + ' ' + await (await cache.match(request)).text());
    }
    for (const kept of [localStorage, sessionStorage]) walk({ ...kept });
    look(document.cookie);
    return [...found];
}"""
