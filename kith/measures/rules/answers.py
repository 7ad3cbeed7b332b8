"""What was typed, read strictly. What is not there stays unknown; what cannot be is refused."""

import re
from collections.abc import Mapping, Sequence

from kith.measures.rules.definition import Instrument, Item, Value

Answers = Mapping[str, Value | None]
"""By item id. None: not answered. Every item of the instrument has its key."""

LONGEST = 60
"""Characters of an impossible answer that an error repeats."""
YES_NO = {"yes": 1, "no": 0, True: 1, False: 0}


class Unreadable(ValueError):
    """The answers do not belong to this instrument as they stand. The sentence says where."""


def read(instrument: Instrument, typed: object) -> Answers:
    """Answers by position (a list) or by item (an object). Unreadable says what is wrong.

    A list has one place for each item, None for "not answered"; items that are asked only after
    another may be left off its end. An object has item ids, their numbers, or LOINC codes as keys;
    an item that is not named was not answered.
    """
    if isinstance(typed, Mapping):
        given = _by_item(instrument, typed)
    elif isinstance(typed, Sequence) and not isinstance(typed, str | bytes):
        given = _by_position(instrument, typed)
    else:
        raise Unreadable("Answers are a list by position or an object by item.")
    return {item.id: _value(instrument, item, given.get(item.id)) for item in instrument.items}


def _by_position(instrument: Instrument, typed: Sequence[object]) -> dict[str, object]:
    items = instrument.items
    least = len(items)
    while least and items[least - 1].when:
        least -= 1
    if not least <= len(typed) <= len(items):
        raise Unreadable(
            f"{instrument.short} has {len(items)} items, and {len(typed)} answers were given."
        )
    return {item.id: value for item, value in zip(items, typed, strict=False)}


def _by_item(instrument: Instrument, typed: Mapping[object, object]) -> dict[str, object]:
    known = _keys(instrument)
    given: dict[str, object] = {}
    for key, value in typed.items():
        item_id = known.get(str(key).strip().lower())
        if item_id is None:
            raise Unreadable(f"{instrument.short} has no item {_said(key)}.")
        if item_id in given:
            raise Unreadable(f"Item {item_id} is answered twice.")
        given[item_id] = value
    return given


def _keys(instrument: Instrument) -> dict[str, str]:
    """Every name under which an item may be answered: q9, 9, phq-9.9 and its LOINC code."""
    known: dict[str, str] = {}
    for item in instrument.items:
        bare = item.id.removeprefix("q")
        spelled = (item.id, bare, *(f"{instrument.name}{mark}{bare}" for mark in ".-_"))
        known |= dict.fromkeys(filter(None, (*spelled, item.loinc)), item.id)
    return known


def _value(instrument: Instrument, item: Item, typed: object) -> Value | None:
    if typed is None:
        return None
    value = _named(instrument, item, typed)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str) or value not in item.values:
        possible = ", ".join(map(str, item.values))
        raise Unreadable(f"{_said(typed)} is no answer to item {item.id}; possible are {possible}.")
    return value


def _said(typed: object) -> str:
    """What was typed, as an error repeats it: not all of a long one."""
    said = repr(typed)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _named(instrument: Instrument, item: Item, typed: object) -> object:
    """Words and yes/no stand for numbers where the instrument says so."""
    if isinstance(typed, str):
        spelled = re.sub(r"[\s-]+", " ", typed.strip().lower())
        if spelled in instrument.names:
            return instrument.names[spelled]
    is_yes_no = set(item.numbers) == {0, 1}
    if is_yes_no and isinstance(typed, bool | str):
        return YES_NO.get(typed.lower() if isinstance(typed, str) else typed, typed)
    return typed
