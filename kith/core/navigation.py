"""The desk's left rail: each room names its own entries, the shell draws them.

In a room's `apps.py`, inside `ready()`:

    navigation.register(Entry(_("People"), "people", "people", roles=CARE, position=30))

Positions: 10 today, 20 to 49 people and requests, 50 to 79 directory, 80 to 99 settings.
Entries that belong together name the same group (`within`): the rail then shows one line, and its
entries below it to whoever stands in one of them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail. No roles: every member. `icon` is a Bootstrap Icons name. within: the
    key of a `Group`. also: beginnings of addresses that belong to it beside its own."""

    name: str | Promise
    url_name: str
    icon: str
    roles: tuple[str, ...] = ()
    position: int = 50
    within: str = ""
    also: tuple[str, ...] = ()

    def is_for(self, roles: Collection[str]) -> bool:
        """Whether somebody with these roles has use for it. The view still decides who may."""
        return not self.roles or bool(set(self.roles) & set(roles))


@dataclass(frozen=True, slots=True)
class Group:
    """One line for several entries. Whoever has use for one of them only sees that one."""

    key: str
    name: str | Promise
    icon: str


_entries: dict[str, Entry] = {}
_groups: dict[str, Group] = {}


def register(entry: Entry) -> None:
    """Name an entry; a second one for the same address replaces the first."""
    _entries[entry.url_name] = entry


def register_group(group: Group) -> None:
    """Name a group; its entries come from any room."""
    _groups[group.key] = group


def entries() -> list[Entry]:
    """Every entry in the order of the rail."""
    return sorted(_entries.values(), key=lambda entry: (entry.position, entry.url_name))


def entries_for(roles: Collection[str]) -> list[Entry]:
    """What stands in the rail of somebody with these roles."""
    return [entry for entry in entries() if entry.is_for(roles)]


def lines_for(roles: Collection[str]) -> list[tuple[Group | None, list[Entry]]]:
    """The lines of that rail: an entry by itself, or a group with its entries where the first of
    them stands."""
    mine = entries_for(roles)
    parts = {key: [one for one in mine if one.within == key] for key in _groups}
    lines: list[tuple[Group | None, list[Entry]]] = []
    for entry in mine:
        together = parts.get(entry.within, [])
        if len(together) < 2:
            lines.append((None, [entry]))
        elif entry == together[0]:
            lines.append((_groups[entry.within], together))
    return lines
