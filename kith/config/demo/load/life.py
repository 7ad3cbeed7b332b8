"""What people went through."""

from kith.config.demo.load.telling import Telling


def load(telling: Telling) -> None:
    """Comes with the actions of connections."""
