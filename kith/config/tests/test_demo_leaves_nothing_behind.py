"""`kith demo` for real: on a path with spaces, twice at once, killed in the middle, and stopped.

One test, since the town takes its time to load; each step says what it looks at.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kith.config.demo import town

pytestmark = pytest.mark.fault


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder with a space in it, that the database's own account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="kith demo "))
    folder.chmod(0o711)
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _demo(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A running demo, ended with the test whatever happens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    with subprocess.Popen(
        [sys.executable, "-m", "kith.config.cli", "demo", "--json", "--port", "18400"],
        stdout=subprocess.PIPE, text=True, env={**kept, "KITH_HOME": str(home)},
    ) as demo:  # fmt: skip
        try:
            yield demo
        finally:
            demo.terminate()


def _announced(demo: subprocess.Popen[str]) -> dict[str, Any]:
    """What it prints once it answers."""
    assert demo.stdout
    said = ""
    for line in demo.stdout:
        said += line
        if line == "}\n":
            return json.loads(said)
    raise AssertionError(f"it ended before it answered: {said}")


@contextmanager
def _demo_beside(
    first: subprocess.Popen[str], home: Path
) -> Iterator[tuple[dict[str, Any], subprocess.Popen[str], dict[str, Any]]]:
    """What the first announces, and a second that takes the next port and the same database."""
    one = _announced(first)
    with _demo(home) as second:
        yield one, second, _announced(second)


def _page(address: str) -> str:
    with urllib.request.urlopen(f"{address}/", timeout=60) as answer:
        return answer.read().decode()


def _started_by(home: Path) -> list[int]:
    """Processes that carry this home in their environment, the database's among them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            about = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue  # it ended, or is somebody else's
        if str(home).encode() in about:
            found.append(int(process.name))
    return found


def _wait_until(is_so: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def _web_and_workers(pid: int) -> list[int]:
    """Its children; the guard of the database is one as well, and not meant."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    commands = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    found = [c for c, said in commands.items() if b"gunicorn" in said or b"config.work" in said]
    assert len(found) == 3
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
def test_demo_leaves_nothing_behind(home: Path) -> None:
    with _demo(home) as first, _demo_beside(first, home) as (one, second, two):
        assert "Night Line" in _page(one["address"])
        assert one["password"] == town.PASSWORD
        assert two["port"] > one["port"]

        for child in _web_and_workers(first.pid):  # web and workers die; whoever knocks is answered
            os.kill(child, signal.SIGKILL)
        assert _page(one["address"])
        assert len(one["codes"]) == 2

        first.send_signal(signal.SIGINT)
        assert first.wait(60) == 0
        assert _page(two["address"])  # the database stays for the other

        second.kill()  # it cannot tidy up: web, worker and database end all the same
        second.wait()
        _wait_until(lambda: _started_by(home) == [], seconds=30)
