"""One thing that was looked at: how it is, and the mend."""

from dataclasses import dataclass

WELL, ATTENTION, BROKEN = "well", "attention", "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    name: str
    state: str
    what: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        return self.state == WELL


def well(name: str, what: str) -> Finding:
    return Finding(name, WELL, what)


def look(name: str, what: str, mend: str) -> Finding:
    return Finding(name, ATTENTION, what, mend)


def broken(name: str, what: str, mend: str) -> Finding:
    return Finding(name, BROKEN, what, mend)


def first_line(error: Exception) -> str:
    """What an error says, without its details."""
    return str(error).strip().splitlines()[0]
