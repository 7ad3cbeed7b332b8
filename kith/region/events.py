"""What the region tells the rooms above it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RegionBuilt:
    """A version is the current one now: what was worked out over another is out of date."""

    version: UUID
