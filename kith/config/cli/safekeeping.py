"""Keeping it safe: doctor, backup, restore."""

from kith.config.cli.answer import AsJson


def doctor(as_json: AsJson = False) -> None:
    """Look for what is wrong, and say the mend."""
    raise NotImplementedError


def backup(as_json: AsJson = False) -> None:
    """."""
    raise NotImplementedError


def restore(as_json: AsJson = False) -> None:
    """."""
    raise NotImplementedError
