from kith.region.models.version import RegionVersion

__all__ = ["RegionVersion"]
