"""Where versions of regions lie on disk: under the home folder, by region and digest."""

import re
from pathlib import Path

from django.conf import settings

from kith.region.models import RegionVersion


def root() -> Path:
    """Of all regions."""
    return Path(settings.HOME) / "regions"


def folder_of(slug: str, digest: str) -> Path:
    """Of one version; ValueError for names that would lead elsewhere."""
    if not re.fullmatch(r"[a-z0-9-]+", slug) or not re.fullmatch(r"[0-9a-f]{16,64}", digest):
        raise ValueError("a region is named by letters, digits and dashes")
    return root() / slug / digest[:16]


def folder(version: RegionVersion) -> Path:
    """Of a version in the database."""
    return folder_of(version.slug, version.digest)


def map_of(version: RegionVersion) -> Path | None:
    """The map's file; None where it was not drawn, or not built again after a backup."""
    path = folder(version) / "map" / "map.pmtiles"
    return path if version.has_map and path.exists() else None
