"""The verbs of this room: register, join and leave a care team, break glass, erase."""

from kith.people.actions.erasing import erase
from kith.people.actions.registering import Newcomer, register, register_all
from kith.people.actions.teams import (
    break_glass,
    join_team,
    leave_team,
    place_in_team,
    place_in_teams,
)

__all__ = [
    "Newcomer", "break_glass", "erase", "join_team", "leave_team", "place_in_team",
    "place_in_teams", "register", "register_all",
]  # fmt: skip
