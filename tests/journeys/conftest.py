"""A real site for the journeys: its own database, gunicorn, and the browser in front of it.

The site is seeded once (`seed.py`) and copied for each module; a journey makes what else it needs
through the pages, as a person would. axe-core looks at every page a journey stops at.
"""

import fcntl
import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TextIO

import pytest

import conftest
from tests.journeys import browser as browsers

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "kith/web/frontend/node_modules/axe-core/axe.min.js"
HASHERS = ["tests.journeys.hashing.Quick"]
"""The site's own, so that whoever begins meanwhile can sign in."""
SOWN = f"kith_sown_{os.environ.get('PYTEST_XDIST_TESTRUNUID', str(os.getpid()))[:8]}"
PHONE, DESK = (360, 740), (1440, 900)
at_both_sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
"""What a person in need walks. Pages of the desk are looked at in both sizes one by one (see
`test_every_page_of_the_desk_can_be_read`), so that a walk through them takes one of the two."""
on_a_phone = pytest.mark.parametrize("size", [PHONE], ids=["phone"])
at_a_desk = pytest.mark.parametrize("size", [DESK], ids=["desk"])


@dataclass(frozen=True)
class Site:
    """Where the site answers, and what `seed.py` put there."""

    address: str
    seeded: dict[str, str]
    environment: dict[str, str]
    may_ask: Callable[[], AbstractContextManager[None]] = nullcontext
    """pytest lets no test near a database that did not ask for one; this one has its own."""

    def tell(self, what: Callable[..., None], *words: str) -> str:
        """Something that happens there meanwhile, without the seconds that a process of its own
        takes to start. What it prints."""
        from django.test import override_settings

        said = io.StringIO()
        with (
            self.may_ask(), conftest._connected_to(self.environment["KITH_DATABASE_NAME"]),
            override_settings(PASSWORD_HASHERS=HASHERS), redirect_stdout(said),
        ):  # fmt: skip
            what(*words)
        return said.getvalue().strip()

    def run(self, *arguments: str) -> str:
        """A Python module run against the same database, as the application role."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@pytest.fixture(scope="session")
def sown(django_db_setup: None) -> Iterator[tuple[str, dict[str, str]]]:
    """A seeded database to copy, and what the seed put there: one process of a run sows for all,
    and the last to leave clears up."""
    path = Path(os.environ["KITH_HOME"]) / f"{SOWN}.json"
    with path.open("a+") as bed:
        told = _locked(bed, fcntl.LOCK_SH) or _sow(bed)
        yield SOWN, json.loads(told)
        try:
            fcntl.flock(bed, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        conftest.drop(SOWN)
        path.unlink()


def _sow(bed: TextIO) -> str:
    """Whoever is first; who comes meanwhile waits, and finds it done."""
    if not _locked(bed, fcntl.LOCK_EX):
        conftest.copy_to(SOWN)
        nowhere = Site("", {}, _environment(SOWN))
        nowhere.run("-m", "kith.config.gather")
        bed.write(nowhere.run("-m", "tests.journeys.seed").splitlines()[-1])
        bed.flush()
    return _locked(bed, fcntl.LOCK_SH)


def _locked(bed: TextIO, lock: int) -> str:
    """What stands there once the lock is ours."""
    fcntl.flock(bed, lock)
    bed.seek(0)
    return bed.read()


@pytest.fixture(scope="session")
def standing(sown: tuple[str, dict[str, str]], django_db_blocker) -> Iterator[tuple[str, Site]]:
    """Gunicorn on a free port, and the name of the database it serves: one start for all journeys
    of this process, so that its templates are read once."""
    template, seeded = sown
    with conftest.fresh_copy(of=template) as name:
        for site in _serve(name, seeded):
            yield name, replace(site, may_ask=django_db_blocker.unblock)


@pytest.fixture(scope="module")
def site(sown: tuple[str, dict[str, str]], standing: tuple[str, Site]) -> Site:
    """The site, its database put back to the seed: what one module of journeys leaves behind stands
    in no other's way."""
    name, site = standing
    conftest.put_back(name, of=sown[0])
    SIGNED_IN.clear()
    return site


def _environment(database: str, address: str = "http://127.0.0.1") -> dict[str, str]:
    return {
        **os.environ,
        "KITH_DATABASE_NAME": database,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "KITH_ADDRESS": address,
    }


def _serve(database: str, seeded: dict[str, str]) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = _environment(database, address)
    served = environment | {"KITH_POOL": "1"}
    log = (Path(os.environ["KITH_HOME"]) / f"journeys-{port}.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--threads", "4", "--bind", f"127.0.0.1:{port}",
         "kith.config.wsgi"],
        env=served, cwd=ROOT, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _wait(port, server)
        yield Site(address, seeded, environment)
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait(port: int, server: subprocess.Popen) -> None:
    for _ in range(150):
        assert server.poll() is None, "the site did not start; see journeys-*.log"
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """The real browser, once per test process."""
    if os.environ.get("KITH_SKIP_BROWSER") == "1":
        pytest.skip("KITH_SKIP_BROWSER=1: no browser on this machine")
    from playwright.sync_api import sync_playwright

    found = browsers.find()
    assert found, "no browser: run `make browser`, or set KITH_SKIP_BROWSER=1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site: Site) -> Iterator[Callable]:
    """`visit(PHONE, locale="es")` is a fresh browser window that may only talk to the site."""
    contexts = []

    def open_window(size: tuple[int, int] = DESK, **options):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=site.address, **options
        )
        context.set_default_timeout(20_000)
        strangers: list[str] = []
        context.on(
            "request",
            lambda r: (
                strangers.append(r.url)
                if not r.url.startswith((site.address, "data:", "blob:"))
                else None
            ),
        )
        contexts.append((context, strangers))
        return context.new_page()

    yield open_window
    for context, strangers in contexts:
        context.close()
        assert strangers == [], "a page asked somebody else"


SIGNED_IN: dict[str, list] = {}
"""The cookies of who has signed in already."""


def sign_in(page, email: str, password: str = "a-long-demo-word") -> None:
    """Through the real form the first time, with the cookies it gave from then on."""
    if email in SIGNED_IN:
        page.context.add_cookies(SIGNED_IN[email])
        page.goto("/desk/")
        return
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/desk/**")
    SIGNED_IN[email] = page.context.cookies()


@cache
def axe() -> str:
    """axe-core, read once."""
    return AXE.read_text()


SOON = "window.setTimeout = (f, after) => { if (!after) Promise.resolve().then(f); return 0; }"
"""Without script a browser keeps no timers, and axe waits for one of no length."""

LOOKED = """() => {
    window.looked = null;
    axe.run({resultTypes: ['violations']}).then(
        (found) => { window.looked = found; }, (error) => { window.looked = String(error); });
}"""


def look(page) -> None:
    """axe finds nothing, and the page does not scroll sideways. Never waits longer than 20 s."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        page.evaluate(SOON)
    page.evaluate(axe())
    page.evaluate(LOOKED)
    result = _once_there(page, "window.looked")
    faults = [
        f"{v['id']} ({v['impact']}): {v['help']} — {v['nodes'][0]['html'][:160]}"
        for v in result["violations"]
    ]
    assert faults == [], f"{page.url}:\n" + "\n".join(faults)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wide, f"{page.url} scrolls sideways at {page.viewport_size}"


def until(page, promised: str, limit: float = 20.0) -> None:
    """Until what `promised` promises is true. `wait_for_function` takes a promise for truth."""
    _once(page, f"({promised})().then((value) => value || null)", limit)


def _once_there(page, expression: str):
    """What axe found."""
    value = _once(page, expression)
    assert not isinstance(value, str), value
    return value


def _once(page, expression: str, limit: float = 20.0):
    """The value of `expression` as soon as it has one; asks from outside, for a page without script
    cannot tell."""
    last = time.monotonic() + limit
    while (value := page.evaluate(expression)) is None:
        assert time.monotonic() < last, f"{page.url}: not within {limit:.0f} s: {expression}"
        page.wait_for_timeout(20)
    return value
