"""Arrays in files: one `.npy` for each field of a frozen dataclass, texts as JSON.

Loaded arrays are mapped, not read, so that several processes share one copy in memory.
"""

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Kept = TypeVar("Kept")


def save(folder: Path, thing: Any) -> None:
    """Into a folder that is there."""
    texts: dict[str, Any] = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if isinstance(value, np.ndarray):
            np.save(folder / f"{one.name}.npy", value, allow_pickle=False)
        else:
            texts[one.name] = value
    (folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")


def load(folder: Path, kind: type[Kept]) -> Kept:
    """What `save` wrote. Lists come back as tuples; what older versions did not keep is as the
    class has it."""
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    values = {
        one.name: _tuple(texts[one.name])
        if one.name in texts
        else np.load(folder / f"{one.name}.npy", mmap_mode="r", allow_pickle=False)
        for one in fields(kind)  # type: ignore[arg-type] # every kind here is a dataclass
        if one.name in texts or (folder / f"{one.name}.npy").exists() or one.default is MISSING
    }
    return kind(**values)


def _tuple(value: Any) -> Any:
    return tuple(_tuple(one) for one in value) if isinstance(value, list) else value
