"""Web and worker: started again when they die, stopped when asked, given up when hopeless."""

import os
import signal
import socket
import sys
import threading
from pathlib import Path

import pytest

from kith.config import serving
from kith.config.failures import Broken
from kith.config.serving import Child

pytestmark = pytest.mark.fault
SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]


class Enough(Exception):
    """The test has seen what it wanted."""


def _is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_nothing_is_left_when_it_ends() -> None:
    children = [Child("one", SLEEPS), Child("two", SLEEPS)]

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        serving.keep_alive(children, stop, None)
    assert [_is_running(child.process.pid) for child in children if child.process] == [False, False]


def test_one_that_was_killed_is_started_again() -> None:
    child, seen = Child("one", SLEEPS), []
    start = Child.start

    class Watched(Child):
        def start(self) -> None:
            if len(seen) == 2:
                raise Enough
            start(self)
            assert self.process
            seen.append(self.process.pid)

    child = Watched("one", SLEEPS)
    with pytest.raises(Enough):
        serving.keep_alive(
            [child], lambda: os.kill(seen[0], signal.SIGKILL) or _kill_next(seen), None
        )
    assert len(set(seen)) == 2


def _kill_next(seen: list[int]) -> None:
    """Kill the second as soon as it is there, from beside."""

    def kill() -> None:
        while len(seen) < 2:
            threading.Event().wait(0.01)
        os.kill(seen[1], signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()


def test_one_that_dies_at_once_is_given_up_with_a_sentence() -> None:
    child = Child("web server", [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(Broken, match="The web server stops as soon as it starts"):
        serving.keep_alive([child], lambda: None, None)


def test_one_that_will_not_stop_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    )
    monkeypatch.setattr(serving, "GRACE", 0.2)
    child = Child("one", [sys.executable, "-c", deaf])
    child.start()
    assert child.process
    child.ask_to_stop()
    child.make_stop(until=0)
    assert (
        child.process.returncode == -signal.SIGKILL or child.process.returncode == -signal.SIGTERM
    )


def test_a_taken_port_leads_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving.listen("127.0.0.1", port) as listener:
            assert port < listener.getsockname()[1] < port + serving.PORTS_TRIED


def test_no_free_port_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Broken, match="Choose another with --port"):
            serving.listen("127.0.0.1", taken.getsockname()[1])


def test_asking_to_stop_ends_the_block_in_order() -> None:
    tidied = []
    with serving.stopping_on_signals():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            threading.Event().wait(5)
        finally:
            os.kill(os.getpid(), signal.SIGINT)  # a second one does not disturb the tidying
            tidied.append("everything")
    assert tidied == ["everything"]


def test_who_asks_to_stop_while_a_child_begins_is_heard() -> None:
    """Python throws away what a handler raises while it forks; the signal waits instead."""
    child, done = Child("one", SLEEPS), []
    os.register_at_fork(after_in_parent=lambda: done or os.kill(os.getpid(), signal.SIGINT))
    with serving.stopping_on_signals():
        try:
            child.start()
        finally:
            done.append("no more signals")
            child.make_stop(0)
        raise AssertionError("nobody heard it")
