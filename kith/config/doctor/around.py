"""What a start needs of the machine: a folder, a port, and PostgreSQL programs that fit."""

import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kith.config import database, home, postgres, programs
from kith.config.doctor.finding import Finding, broken, first_line, look, well

PORT = 8000


def folder() -> Finding:
    """Where nothing can be kept, nothing else can be looked at."""
    try:
        with tempfile.TemporaryFile(dir=home.folder()) as file:
            file.write(b"kith")
    except home.Unusable as error:
        return broken("Folder", *_halves(str(error)))
    except OSError as error:
        return broken("Folder", *_halves(str(home.Unusable(home.place(), error))))
    return well("Folder", f"Everything is kept in {home.place()}.")


def _halves(said: str) -> tuple[str, str]:
    """What is, and the mend."""
    what, _, mend = said.partition(". ")
    return f"{what}.", mend


def port() -> Iterator[Finding]:
    """Another program on the usual port is no fault, but a surprise."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError as error:
            yield look("Port", f"{PORT} is not free: {first_line(error)}.",
                       "If that is not Kith: kith serve takes the next free one.")  # fmt: skip
        else:
            yield well("Port", f"{PORT} is free.")


def server() -> Iterator[Finding]:
    """The private PostgreSQL: its programs, what it wrote, and what a crash left behind."""
    if not database.is_private():
        return
    try:
        place = postgres.locate()
        if place.binaries.exists():
            programs.refuse_other_version(place.binaries, place.data)
    except programs.PostgresMissing as error:
        yield broken("PostgreSQL", *_halves(str(error)))
        return
    yield _left_behind(place) or well("PostgreSQL", f"Its programs are in {place.binaries}.")


def _left_behind(place: postgres.Server) -> Finding | None:
    pid, note = postgres.noted_pid(place), place.data / "postmaster.pid"
    if pid is None or postgres.running_as(place):
        return None
    if Path(f"/proc/{pid}").exists():
        return broken("PostgreSQL", f"{note} names process {pid}, which is another program now.",
                      f"If no PostgreSQL works on that folder: rm '{note}'")  # fmt: skip
    return look("PostgreSQL", "It was cut short and has left its note behind.",
                "Nothing to do: the next start puts it right.")  # fmt: skip


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (port, server)
