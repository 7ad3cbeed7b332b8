from kith.region.models.question import Question
from kith.region.models.version import RegionVersion

__all__ = ["Question", "RegionVersion"]
