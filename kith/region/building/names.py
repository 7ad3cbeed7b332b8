"""The step that keeps what parts of the region are called."""

from pathlib import Path

from kith.region.building import store
from kith.region.building.steps import Told
from kith.region.rules import names


def build(folder: Path, extract: Path) -> Told:
    """How many names there are; an extract without any is no fault."""
    found = names.read(extract)
    store.save(folder, found)
    return {"names": len(found.name)}
