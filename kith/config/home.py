"""The one folder an installation keeps on disk: secrets, and the private database if it has one.

KITH_HOME, else .kith where the command is run. Nothing here needs Django.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from kith.config.failures import Broken


class Unusable(Broken):
    """Nothing can be kept there."""

    def __init__(self, home: Path, error: OSError) -> None:
        super().__init__(
            f"Kith cannot keep anything in {home}: {error.strerror}. "
            "Make room there or let this account write, or set KITH_HOME to another folder."
        )


@dataclass(frozen=True)
class Secrets:
    """What must never stand in a repository, a log or a backup in the clear."""

    secret_key: str
    blind_key: bytes
    sealing_keys: dict[str, bytes]
    sealing_current: str
    app_password: str


def folder() -> Path:
    """The home folder, made on first use, closed to other accounts of the machine."""
    home = place()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(home, error) from error
    return home


def place() -> Path:
    """Where it is, or would be."""
    return Path(os.environ.get("KITH_HOME") or ".kith").resolve()


def read_secrets() -> Secrets:
    """The secrets of this installation; made on first use, by exactly one process."""
    path = folder() / "secrets.json"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise Unusable(path.parent, error) from error
    else:
        with os.fdopen(descriptor, "w") as file:
            json.dump(_new_secrets(), file, indent=1)
    return _parse(_read_when_written(path))


def _new_secrets() -> dict[str, object]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {
        "secret_key": secrets.token_urlsafe(50),
        "blind_key": key(),
        "sealing_keys": {"1": key()},
        "sealing_current": "1",
        "app_password": secrets.token_urlsafe(24),
    }


def _read_when_written(path: Path) -> dict:
    """Another process may have created the file a moment ago and not yet have filled it."""
    import time

    for _ in range(50):
        text = path.read_text()
        if text.endswith("}"):
            return json.loads(text)
        time.sleep(0.05)
    raise Broken(f"{path} is damaged. Put the copy back that you kept of it.")


def _parse(raw: dict) -> Secrets:
    return Secrets(
        secret_key=raw["secret_key"],
        blind_key=base64.b64decode(raw["blind_key"]),
        sealing_keys={i: base64.b64decode(k) for i, k in raw["sealing_keys"].items()},
        sealing_current=raw["sealing_current"],
        app_password=raw["app_password"],
    )
