"""A whole installation to be killed: its own database server, web and worker, at two in the night.

Everything lives in a folder of its own, so that killing its PostgreSQL harms no other test. The
migrated tables are copied from the tests' template, which takes a second instead of half a minute.
A clock that jumps is played by moving the stored moments the other way: all that the rules ever
compare is the database's present time with what is stored.
"""

import contextlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
BROKEN = (OSError, http.client.HTTPException)
PARTS = ("web", "worker", "database")


class Night:
    """Started by `with`; whatever is killed is started again."""

    def __init__(self, template: str, template_dsn: str, application: str, every: float) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="kith-night-"))
        self.home.chmod(0o755)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **os.environ, "KITH_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "tests.settings",
            "KITH_ADDRESS": f"http://127.0.0.1:{self.port}", "KITH_POSTGRES_MEMORY": "32MB",
        }  # fmt: skip
        for name in ("KITH_DATABASE_NAME", "KITH_DATABASE_URL", "KITH_ROLE"):
            self.environment.pop(name, None)
        self.template, self.template_dsn = template, template_dsn
        self.application, self.every = application, every
        self.kills: dict[str, int] = dict.fromkeys(PARTS, 0)
        self.children: dict[str, subprocess.Popen] = {}
        self.is_over, self.turn = threading.Event(), threading.RLock()
        self.keeper = threading.Thread(target=self._keep_alive)
        self.fell: dict[str, int] = dict.fromkeys(PARTS, 0)

    def __enter__(self) -> "Night":
        found = self._run("make")
        self.data, self.binaries = Path(found["data"]), Path(found["binaries"])
        self.dsn = found["dsn"]
        self._copy_tables()
        self.seeded = self._run("seed")
        for part in ("web", "worker"):
            self.start(part)
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.keeper.join()
        for child in self.children.values():
            _kill_group(child)
        self._run("stop")
        shutil.rmtree(self.data.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, part: str) -> None:
        """Bring a part to life; the database answers when this returns, the web's door is open."""
        if part == "database":
            self._run("start")
            return
        commands = {
            "web": ["-m", "gunicorn", "--threads", "4", "--no-control-socket", "--bind",
                    f"127.0.0.1:{self.port}", self.application],
            "worker": ["-m", "tests.faults.watching", str(self.every)],
        }  # fmt: skip
        with (self.home / f"{part}.log").open("ab") as log:
            self.children[part] = subprocess.Popen(
                [sys.executable, *commands[part]], env=self.environment, cwd=ROOT,
                stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
            )  # fmt: skip
        if part == "web":
            self._wait_for_door()

    def strike(self, part: str) -> None:
        """Kill a part and bring it back, as whoever watches over processes does."""
        with self.turn:
            self.kill(part)
            self.start(part)

    def _keep_alive(self) -> None:
        """What fell by itself when another part was killed is started again, as `kith serve` and
        systemd do (a worker gives up when its database goes)."""
        while not self.is_over.wait(0.2):
            with self.turn:
                for part, child in list(self.children.items()):
                    if child.poll() is not None:
                        self.fell[part] += 1
                        self.start(part)

    def kill(self, part: str) -> None:
        """kill -9, no goodbye: a process group that this test made, or its own postmaster."""
        self.kills[part] += 1
        if part == "database":
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            _wait_until(lambda: not Path(f"/proc/{pid}").exists())
        else:
            _kill_group(self.children[part])

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the superuser, who sees all. Tried again while the database is coming back."""
        for _ in range(200):
            try:
                with psycopg.connect(self.dsn, autocommit=True, connect_timeout=3) as connection:
                    cursor = connection.execute(statement, values)  # type: ignore[call-overload]
                    return cursor.fetchall() if cursor.description else []
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError("the database did not come back")

    def _run(self, what: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.night_inside", what], env=self.environment,
            cwd=ROOT, text=True, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def _copy_tables(self) -> None:
        """The tests' migrated template, out of one server and into the other."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        dump = subprocess.run(
            [str(self.binaries / "pg_dump"), "--dbname", f"{self.template_dsn}"],
            env=environment, capture_output=True, check=True,
        ).stdout  # fmt: skip
        # Not as psql prints it: no program but the server reads it.
        subprocess.run(
            [str(self.binaries / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "--dbname", self.dsn],
            env=environment, input=dump, capture_output=True, check=True,
        )  # fmt: skip

    def _wait_for_door(self) -> None:
        def is_open() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.port)) == 0

        _wait_until(is_open)


class Phone:
    """One member's browser. Sends the same form again until an answer comes, as people do."""

    def __init__(self, night: Night, name: str) -> None:
        self.night, self.name = night, name
        self.cookies = {"kith": night.seeded["sessions"][name]}
        self.token = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status, and where it leads or what it says. One try; BROKEN where the site died."""
        connection = http.client.HTTPConnection("127.0.0.1", self.night.port, timeout=15)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urllib.parse.urlencode(fields or {})
        try:
            connection.request(method, path, body if method == "POST" else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 500:
            raise http.client.HTTPException(answer.status)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        self.token = found[1] if found else self.token
        return answer.status, answer.headers.get("Location") or text

    def insist(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The same, until an answer comes."""
        for _ in range(400):
            try:
                sent = {**fields, "csrfmiddlewaretoken": self.token} if fields else None
                return self.ask(method, path, sent)
            except BROKEN:
                time.sleep(0.05)
        raise AssertionError(f"{path} was never answered")


def killed_meanwhile(night: Night, part: str | None, within: float) -> threading.Thread:
    """Kills a part at some moment within the next seconds, and starts it again. Join it."""

    def strike() -> None:
        if part is None:
            return
        time.sleep(random.uniform(0, within))
        night.strike(part)

    thread = threading.Thread(target=strike)
    thread.start()
    return thread


def _kill_group(child: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _wait_until(condition: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
