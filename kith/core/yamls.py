"""Data files that come with Kith. The parser written in C, where there is one, takes a tenth of the
time."""

from pathlib import Path
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What a file of UTF-8 holds. Raises yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe one
