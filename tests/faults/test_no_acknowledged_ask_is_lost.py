"""The web process is killed again and again while people ask: whoever saw a number has a request.

What the client saw is kept on the client's side and compared with the database at the end. A form
whose answer never came is sent again, as a person would: one effect for each form. The mutant that
answers before it writes must lose some.
"""

import hashlib
import http.client
import http.cookiejar
import itertools
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import pytest

from kith.accounts import tenancy
from kith.connections import access
from kith.connections.models import Request
from tests.faults.pressing import Town

pytestmark = pytest.mark.fault
ROOT = Path(__file__).resolve().parents[2]
ASKS = int(os.environ.get("KITH_FAULT_ASKS", "6"))
"""More, for a night's run."""
MOMENTS = ("never", "meanwhile", "after", "meanwhile")
BROKEN = (OSError, http.client.HTTPException)


class Site:
    """Gunicorn on one address, started anew after each kill."""

    def __init__(self, application: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.application, self.kills = application, 0
        self.start()

    def start(self) -> None:
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "KITH_ADDRESS": self.address,
        }  # fmt: skip
        command = [sys.executable, "-m", "gunicorn", "--threads", "4", "--no-control-socket"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", self.application],
            env=environment, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._wait_until(is_open=True)

    def kill(self) -> None:
        """The master and its workers: a process group that this test made. A dying worker may hold
        the door for a moment longer than its master."""
        self.kills += 1
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._wait_until(is_open=False)

    def _wait_until(self, *, is_open: bool) -> None:
        for _ in range(400):
            with socket.socket() as probe:
                if (probe.connect_ex(("127.0.0.1", self.port)) == 0) == is_open:
                    return
            time.sleep(0.05)
        raise AssertionError("the site did not start" if is_open else "the site did not die")


class Browser:
    """Somebody on the ask page, and what they saw."""

    def __init__(self, site: Site, slug: str) -> None:
        self.site, self.slug = site, slug
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def fetch(self, fields: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(f"{self.site.address}/ask/?to={self.slug}", data)
        request.add_header("Referer", self.site.address)
        with self.opener.open(request, timeout=10) as answer:
            return answer.read().decode()

    def form(self) -> dict[str, str]:
        page = self.fetch()
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        hidden |= {n: v for v, n in re.findall(r'value="([^"]*)" name="(\w+)"', page)}
        challenge = hidden["proof_challenge"]
        wanted = ("csrfmiddlewaretoken", "replay_key", "proof_challenge")
        return {name: hidden[name] for name in wanted} | {
            "proof_answer": _solve(challenge), "to": self.slug, "story": "I cannot sleep",
            "consent": "on", "asked_by": "person", "language": "en",
        }  # fmt: skip


def _solve(signed: str) -> str:
    text = signed.rpartition(".")[0]
    bits = int(text.split(".")[1])
    for number in itertools.count():
        digest = hashlib.sha256(f"{text}.{number}".encode()).digest()
        if int.from_bytes(digest) >> (256 - bits) == 0:
            return str(number)
    raise AssertionError


def ask_through_kills(town: Town, application: str, asks: int) -> tuple[dict[uuid.UUID, str], int]:
    """Form key -> the number that was shown, for every form; and how often the site was killed."""
    site = Site(application)
    seen: dict[uuid.UUID, str] = {}
    try:
        for number in range(asks):
            browser = Browser(site, town.sender.slug)
            form = browser.form()
            page = send(site, browser, form, MOMENTS[number % len(MOMENTS)])
            while not page:  # no answer came: the same form again
                page = send(site, browser, form, "never")
            seen[uuid.UUID(form["replay_key"])] = _number_on(page)
    finally:
        site.kill()
    return seen, site.kills


def send(site: Site, browser: Browser, form: dict[str, str], killed: str) -> str:
    """The answer, or nothing where the site died first. It is alive again afterwards."""
    killer = threading.Timer(random.uniform(0.0, 0.06), site.kill)
    if killed == "meanwhile":
        killer.start()
    try:
        page = browser.fetch(form)
    except BROKEN:
        page = ""
    if killed == "meanwhile":
        killer.join()
    if killed == "after":
        site.kill()
    if site.process.poll() is not None:
        site.start()
    return page


def _number_on(page: str) -> str:
    return re.search(r"\b(\d{3})\D{0,3}(\d{3})\D{0,3}(\d{4})\b", page).group(0)


def lost(town: Town, seen: dict[uuid.UUID, str]) -> int:
    with tenancy.acting_for(town.sender.id):
        kept = set(Request.objects.values_list("replay_key", flat=True))
    return len(set(seen) - kept)


def test_whoever_saw_a_number_has_a_request(town) -> None:
    seen, kills = ask_through_kills(town, "kith.config.wsgi", ASKS)
    assert kills > ASKS // 2
    assert (len(seen), lost(town, seen)) == (ASKS, 0)
    with tenancy.acting_for(town.sender.id):
        assert Request.objects.count() == ASKS
    for key, code in seen.items():
        with access.following(code=code, address="192.0.2.1") as request:
            assert request.replay_key == key


def test_the_mutant_that_answers_first_loses_some(town) -> None:
    seen, _kills = ask_through_kills(town, "tests.faults.hasty_wsgi", len(MOMENTS))
    assert lost(town, seen) > 0
