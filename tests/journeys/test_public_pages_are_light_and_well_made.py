"""Lighthouse and the Nu HTML checker on the pages somebody in need opens first.

First load at most 30 kB compressed for HTML, CSS and script; fonts, which come late, 30 kB more.
"""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kith.web.build import find_node
from tests.journeys import browser as browsers
from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey
TOOLS = browsers.TOOLS / "node_modules"
PICTURES = "screenshot-thumbnails,final-screenshot,full-page-screenshot"
"""They take seconds, and count for nothing."""
OPENED = ("/find/", "/crisis/", "/ask/", "/")
PAGES = ("/", "/?lang=ar", "/crisis/", "/ask/", "/find/?q=tea")
KILOBYTE = 1024
GOOD = 0.95


@pytest.fixture(scope="module", autouse=True)
def needs_a_browser() -> None:
    if os.environ.get("KITH_SKIP_BROWSER") == "1":
        pytest.skip("KITH_SKIP_BROWSER=1: no browser on this machine")


def test_the_nu_checker_finds_no_error(site: Site, tmp_path) -> None:
    import urllib.request

    assert shutil.which("java"), "the Nu checker needs Java: install default-jre-headless"
    files = []
    for number, address in enumerate(PAGES):
        with urllib.request.urlopen(site.address + address) as answer:
            file = tmp_path / f"page{number}.html"
            file.write_bytes(answer.read())
        files.append(str(file))
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    assert [f"{PAGES[0]}… {m['url'][-10:]}: {m['message']}" for m in messages] == []


@pytest.fixture(scope="module")
def reports(site: Site, tmp_path_factory) -> dict[str, dict]:
    """Two at a time: Lighthouse mostly waits, for a page to be quiet."""
    folder = tmp_path_factory.mktemp("reports")
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(
            lambda at: _lighthouse(site.address + at[1], folder, at[0]), enumerate(OPENED)
        )
        return dict(zip(OPENED, found, strict=True))


@pytest.mark.parametrize("address", OPENED)
def test_lighthouse_is_content(reports: dict[str, dict], address: str) -> None:
    report = reports[address]
    scores = {name: c["score"] for name, c in report["categories"].items()}
    assert min(scores.values()) >= GOOD, scores
    weight = _weights(report)
    assert weight["page"] <= 30 * KILOBYTE, weight
    assert weight["font"] <= 30 * KILOBYTE, weight


def _lighthouse(address: str, folder: Path, number: int) -> dict:
    """The better of two runs, where the first falls short: another process on the machine is not
    the page's fault, nor is a browser that did not come up."""
    first, said = _run(address, folder / f"report{number}-0.json")
    if _speed(first) >= GOOD:
        return first
    second, said = _run(address, folder / f"report{number}-1.json")
    assert first or second, said
    return max(first, second, key=_speed)


def _speed(report: dict) -> float:
    return report["categories"]["performance"]["score"] or 0 if report else -1


def _run(address: str, out) -> tuple[dict, str]:
    """The report, empty where Lighthouse broke off, and what it said."""
    node = find_node()
    command = [
        *node.node, str(TOOLS / "lighthouse" / "cli" / "index.js"), address, "--quiet",
        "--output=json", f"--output-path={out}", "--chrome-flags=--headless=new --no-sandbox",
        f"--skip-audits={PICTURES}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": browsers.find() or "", "PATH": node.path}
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, text=True, timeout=120
    )
    return (json.loads(out.read_text()) if out.exists() else {}), done.stderr


def _weights(report: dict) -> dict[str, int]:
    """Bytes over the wire: what the page needs at once, and the fonts."""
    weights = {"page": 0, "font": 0}
    for item in report["audits"]["network-requests"]["details"]["items"]:
        kind = item.get("resourceType")
        if kind in ("Document", "Stylesheet", "Script"):
            weights["page"] += item["transferSize"]
        elif kind == "Font":
            weights["font"] += item["transferSize"]
    return weights
