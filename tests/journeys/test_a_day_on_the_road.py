"""A day with the van where there is no signal: two tablets, visitors, a concern, and back again.

Nothing that was entered is lost, doubled or readable on the tablet; "sent" is said only after the
server has it.
"""

import pytest

from tests.journeys.conftest import DESK, look

pytestmark = pytest.mark.journey
TABLET = (820, 1180)
PASSWORD = "a-long-demo-word"
MARKERS = ("Zuleikha", "Sycamore", "heartbroken", "5550177", "555 0177", "riverbank")


def test_a_day_without_signal(visit, site) -> None:
    site.run("-m", "tests.journeys.night", "rota")
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
    unsent(van, 2)
    van.reload()
    unsent(van, 2)
    concern(van)
    unsent(van, 3)
    assert stolen(van) == []

    van.context.set_offline(False)
    van.wait_for_selector("[data-unsent='0']", timeout=20_000)
    tent.context.set_offline(False)
    tent.wait_for_selector("[data-unsent='0']", timeout=20_000)
    assert van.get_attribute("[data-unsent]", "data-sent") == "3"
    arrived(visit, site, code)


def registered(visit, site, who: str, name: str):
    """A tablet in somebody's hands, as it drives out: kept whole, and out of signal at any time."""
    page = visit(TABLET)
    page.goto("/account/login/")
    page.fill("input[name=login]", site.seeded[who])
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/desk/**")
    page.goto("/desk/road/")
    page.fill("[data-form=register] input[name=name]", name)
    look(page)
    page.click("[data-form=register] button[type=submit]")
    page.wait_for_selector("[data-screen=home]")
    page.wait_for_function(SHELL_IS_KEPT)
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


def stolen(page) -> list[str]:
    """Which markers somebody finds who reads all that lies on the tablet."""
    return page.evaluate(ALL_THAT_LIES_THERE, list(MARKERS))


def arrived(visit, site, code: str) -> None:
    """At the desk: one person with that code, one request, both talks, one concern."""
    desk = visit(DESK)
    from tests.journeys.conftest import sign_in

    sign_in(desk, site.seeded["sofia"])
    desk.goto("/desk/road/devices/")
    look(desk)
    assert "Tent tablet" in desk.inner_text("main")
    desk.goto("/desk/concerns/")
    assert desk.locator("ul.todo [data-concern]").count() == 1
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Zuleikha").click()
    assert code in desk.inner_text("main")


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
