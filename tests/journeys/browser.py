"""Find a real browser, or get one: the system's, Debian's package, Playwright's own.

`python -m tests.journeys.browser` says which, and fails with what to do where none can be had.
KITH_SKIP_BROWSER=1 goes on without: the journeys then say that they were skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LIGHT = "chromium-headless-shell"
"""Chromium without its windows: the same pages for two thirds of the work."""
NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The browser's executable, without getting one."""
    if chosen := os.environ.get("KITH_BROWSER"):
        return chosen
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def get() -> str | None:
    """Install one, by the ways this machine has."""
    for package in (LIGHT, "chromium"):
        if not find():
            _from_debian(package)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def _from_debian(package: str) -> None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-qq", *command], check=False)


TOOLS = Path(__file__).parent / "tools"


def get_tools() -> None:
    """Lighthouse and the Nu checker by their lock file; Java for the checker."""
    lock = (TOOLS / "package-lock.json").read_text()
    stamp = TOOLS / "node_modules" / ".stamp"
    if not stamp.exists() or stamp.read_text() != lock:
        from kith.web.build import find_node

        node = find_node()
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1", "PATH": node.path}
        command = [*node.npm, "ci", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=TOOLS, env=environment, check=True)
        stamp.write_text(lock)
    if not shutil.which("java"):
        _from_debian("default-jre-headless")


def main() -> int:
    if os.environ.get("KITH_SKIP_BROWSER") == "1":
        print("KITH_SKIP_BROWSER=1: the browser journeys will be skipped.")
        return 0
    if not os.environ.get("KITH_BROWSER") and not shutil.which(LIGHT):
        _from_debian(LIGHT)
    found = find() or get()
    if found:
        print(f"Browser for the journeys: {found}")
        get_tools()
        return 0
    print(
        "No browser could be found or installed. Install Chromium, or set KITH_BROWSER to one, "
        "or set KITH_SKIP_BROWSER=1 to leave the journeys out.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
