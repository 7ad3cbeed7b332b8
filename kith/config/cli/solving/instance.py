"""The file an instance comes in."""

import json
import sys
from pathlib import Path
from typing import Any

from kith.config.failures import Exit, Failure


class Unreadable(Failure):
    """The file is not an instance; the sentence names the field."""

    code = Exit.USAGE


def read_text(path: Path) -> str:
    """What stands in the file, or comes in where the path is `-`."""
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read: {error}.") from error


def read(path: Path) -> Any:
    """The JSON in the file."""
    return parse(read_text(path), path)


def parse(text: str, path: Path) -> Any:
    """The JSON in a text that came from there."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable(f"{path} is not JSON: {error}.") from error
