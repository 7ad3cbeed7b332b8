"""The people of a larger scale: rows without a story, many at once."""

from kith.config.demo.load.telling import Telling


def load(telling: Telling) -> None:
    """Nothing at scale 1."""
