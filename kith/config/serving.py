"""Web and worker as child processes: started, watched, started again when they die, and stopped.

The parent holds the listening socket and the private database, and stays small: it never imports
Django. So a web process may be killed at any moment; whoever knocks meanwhile waits in the queue of
the socket and is answered by the next one.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from kith.config import database, home
from kith.config.failures import Broken, Exit, Failure

GRACE = 15.0
"""Seconds a child has to finish what it is doing."""
TOO_SOON = 5.0
"""A child that lives less long than this, three times in a row, will not get better by itself."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PORTS_TRIED = 100
THREADS = 8


_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    """On Linux, whoever kills the parent with -9 leaves no orphans that hold the port."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, or the system."""


class _Asked:
    """What a signal's handler and those it may not disturb tell each other."""

    later = False
    """Nobody may be disturbed just now."""
    meanwhile = False
    """Somebody asked us to stop all the same."""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While a process is forked, Python throws away what a signal's handler raises, and a Ctrl-C
    would be lost. So it is heard, and raised when the child stands."""
    _Asked.later = True
    try:
        yield
    finally:
        _Asked.later = False
        if _Asked.meanwhile:
            raise Stopped


@dataclass
class Child:
    """One process that is kept alive."""

    name: str
    command: list[str]
    passes: tuple[int, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    early_deaths: int = 0

    def start(self) -> None:
        """A session of its own: Ctrl-C in the terminal reaches only the parent, which decides."""
        self.started = time.monotonic()
        with _undisturbed():
            self.process = subprocess.Popen(  # noqa: S603 - our own modules
                self.command,
                pass_fds=self.passes,
                env={**os.environ, **self.environment},
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,
            )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start again, unless it dies at once each time."""
        soon = time.monotonic() - self.started < TOO_SOON
        self.early_deaths = self.early_deaths + 1 if soon else 0
        if self.early_deaths >= 3:
            raise Broken(f"The {self.name} stops as soon as it starts; the lines above say why.")
        self.start()

    def ask_to_stop(self) -> None:
        if self.process and self.is_alive():
            self.process.terminate()

    def make_stop(self, until: float) -> None:
        """Wait, then end it and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """SIGINT and SIGTERM end the block, in order; a second one does not disturb the tidying."""

    def stop(_number: int, _frame: object) -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        if _Asked.later:
            _Asked.meanwhile = True
        else:
            raise Stopped

    _Asked.meanwhile = False
    before = {n: signal.signal(n, stop) for n in ENDING}
    try:
        yield
    except Stopped:
        pass
    finally:
        _Asked.meanwhile = False
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_alive(children: list[Child], when_ready: Callable[[], None], port: int | None) -> None:
    """Run the children until stopped. `when_ready` is called once the port answers (at once if
    there is none). Returns only by an exception; nothing that was started is left."""
    try:
        for child in children:
            child.start()
        if port is not None:
            _wait_until_answered(port, children)
        when_ready()
        while True:
            time.sleep(0.2)
            for child in children:
                if not child.is_alive():
                    child.revive()
    finally:
        for child in children:
            child.ask_to_stop()
        until = time.monotonic() + GRACE
        for child in children:
            child.make_stop(until)


def _wait_until_answered(port: int, children: list[Child]) -> None:
    """The socket takes connections at once; only an answer shows that a page can be had."""
    from http.client import HTTPConnection

    host = os.environ.get("KITH_HOSTS", "localhost").split()[0]
    while True:
        for child in children:
            if not child.is_alive():
                child.revive()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/healthz", headers={"Host": host})
            connection.getresponse()
        except (OSError, TimeoutError):
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on this port, or on the next one that is free."""
    for candidate in range(port, port + PORTS_TRIED):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(256)
        except OSError:
            listener.close()
            continue
        return listener
    raise Broken(
        f"No free port between {port} and {port + PORTS_TRIED - 1} on {host}. "
        "Choose another with --port, or another address with --host."
    )


def web(listener: socket.socket, *, workers: int, address: str) -> Child:
    """gunicorn with threads, on a socket that we hold. No access log: addresses are not kept."""
    command = [
        sys.executable, "-m", "gunicorn", "kith.config.wsgi:application",
        "--bind", f"fd://{listener.fileno()}", "--worker-class", "gthread",
        "--workers", str(workers), "--threads", str(THREADS), "--timeout", "60",
        "--graceful-timeout", "10", "--keep-alive", "5", "--log-level", "warning",
        "--no-control-socket", *_heartbeat_folder(),
    ]  # fmt: skip
    return Child("web server", command, (listener.fileno(),), _reached_at(address))


def _reached_at(address: str) -> dict[str, str]:
    """The address that was given is also one that is answered."""
    name = urlsplit(address).hostname or "localhost"
    hosts = os.environ.get("KITH_HOSTS") or f"localhost 127.0.0.1 [::1] {name}"
    return {"KITH_ADDRESS": address, "KITH_HOSTS": hosts}


def _heartbeat_folder() -> list[str]:
    """gunicorn's heartbeat file in memory, so that a busy disk does not look like a hung worker."""
    return ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []  # noqa: S108


def workers(address: str) -> list[Child]:
    """Background work: what is soon done, and what takes long, in a process of its own."""
    command, about = [sys.executable, "-m", "kith.config.work"], _reached_at(address)
    return [
        Child("worker", command, environment=about),
        Child("worker for long jobs", [*command, "--long"], environment=about),
    ]


def run_module(module: str, *arguments: str, role: str | None = None) -> None:
    """One of our modules in a process of its own, so that its memory and its role end with it."""
    environment = {**os.environ, **({"KITH_ROLE": role} if role else {})}
    with _undisturbed():
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-m", "kith.config.alone", module, *arguments], env=environment,
            stdout=subprocess.PIPE, text=True, preexec_fn=_end_with_parent,
        )  # fmt: skip
    with process:
        try:
            said, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _said(said) or Broken(f"{module} stopped; the lines above say why.")


def _said(output: str) -> Failure | None:
    """What a module of ours said when something around it broke."""
    try:
        said = json.loads(output)
    except ValueError:
        return None
    failure = Failure(said["error"])
    failure.code = Exit(said["exit"])
    return failure


def gather_static() -> None:
    """Compressed, hashed copies of the static files, made again when any of them changed."""
    stamp = home.folder() / "static.stamp"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and (home.folder() / "static").is_dir():
        return
    run_module("kith.config.gather")
    stamp.write_text(state)


def _state_of_static_files() -> str:
    """Names, sizes and times of every static file of ours, and the versions of packages' ones."""
    import hashlib
    from importlib import metadata

    package = Path(__file__).resolve().parent.parent
    packages = sorted(f"{d.name}{d.version}" for d in metadata.distributions())
    digest = hashlib.sha256("".join(packages).encode())
    for folder in sorted(package.glob("*/static")) + sorted(package.glob("*/*/static")):
        for file in sorted(folder.rglob("*")):
            status = file.stat()
            digest.update(f"{file}|{status.st_size}|{status.st_mtime_ns}".encode())
    return digest.hexdigest()


def connection_parameters() -> dict[str, Any]:
    """How libpq reaches the database as the role that serves."""
    settings = database.connection(os.environ.get("KITH_ROLE", database.APP))
    names = {
        "HOST": "host",
        "PORT": "port",
        "USER": "user",
        "PASSWORD": "password",
        "NAME": "dbname",
    }
    given = {libpq: settings[name] for name, libpq in names.items() if settings.get(name)}
    return given | settings.get("OPTIONS", {})


def refuse_bypass() -> None:
    """Refuse to serve as a role for which row-level security is off. Needs no Django."""
    with psycopg.connect(**connection_parameters()) as connection:
        database.refuse_bypass(connection)
