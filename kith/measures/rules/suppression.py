"""The rule of the house for small counts, as measures call it; `kith.core.suppression` holds it."""

from kith.core.suppression import K, held_back, small

__all__ = ["K", "held_back", "small"]
