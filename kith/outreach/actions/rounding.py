"""Hours that people can remember: the door opens at a full five minutes, and at the same one each
time, where every rule allows it."""

from dataclasses import replace

from kith.outreach.actions.edits import write_day
from kith.outreach.board import Board, Key, Slot, board
from kith.outreach.models import Plan

FULL = 5
SAME = 15
"""Doors of one stop that open within so many minutes of each other open at the same minute."""
TRIES = 3


def round_hours(plan: Plan) -> None:
    """Day by day. A day on which some rule would then not be kept stays as it was found."""
    found = board(plan)
    doors = _doors(found)
    for key in sorted(found.slots, key=lambda one: (one[1], str(one[0]))):
        tried = replace(
            found, slots=found.slots | {key: [_later(s, doors) for s in found.slots[key]]}
        )
        for _again in range(TRIES):
            tried = _pushed(tried, key)
        if not tried.clashes([key]):
            write_day(plan, tried, key)


def _doors(on: Board) -> dict[str, int]:
    """When the door of each stop opens; not of those whose hours differ more."""
    opens: dict[str, list[int]] = {}
    for slots in on.slots.values():
        for slot in slots:
            opens.setdefault(slot.stay.place, []).append(slot.stay.wanted + slot.stay.setup)
    return {
        place: _full(max(hours))
        for place, hours in opens.items()
        if max(hours) - min(hours) <= SAME
    }


def _later(slot: Slot, doors: dict[str, int]) -> Slot:
    opens = doors.get(slot.stay.place, _full(slot.stay.wanted + slot.stay.setup))
    return replace(slot, stay=replace(slot.stay, wanted=opens - slot.stay.setup))


def _pushed(on: Board, key: Key) -> Board:
    """What the road makes later opens at the next full five minutes."""
    calls = on.timed(key).calls
    slots = [
        replace(slot, stay=replace(slot.stay, wanted=_full(call.opens) - slot.stay.setup))
        for slot, call in zip(on.slots[key], calls, strict=True)
    ]
    return replace(on, slots=on.slots | {key: slots})


def _full(minutes: int) -> int:
    return -(-minutes // FULL) * FULL
