"""The desk's left rail: each room names its own entries, the shell draws them.

In a room's `apps.py`, inside `ready()`:

    navigation.register(Entry(_("People"), "people", "people", roles=CARE, position=30))

Positions: 10 today, 20 to 49 people and requests, 50 to 79 directory, 80 to 99 settings.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail. No roles: every member. `icon` is a Bootstrap Icons name."""

    name: str | Promise
    url_name: str
    icon: str
    roles: tuple[str, ...] = ()
    position: int = 50

    def is_for(self, roles: Collection[str]) -> bool:
        """Whether somebody with these roles has use for it. The view still decides who may."""
        return not self.roles or bool(set(self.roles) & set(roles))


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Name an entry; a second one for the same address replaces the first."""
    _entries[entry.url_name] = entry


def entries() -> list[Entry]:
    """Every entry in the order of the rail."""
    return sorted(_entries.values(), key=lambda entry: (entry.position, entry.url_name))


def entries_for(roles: Collection[str]) -> list[Entry]:
    """What stands in the rail of somebody with these roles."""
    return [entry for entry in entries() if entry.is_for(roles)]
