"""The verbs of this room: register, join and leave a care team, break glass, erase."""

from kith.people.actions.erasing import erase
from kith.people.actions.registering import register
from kith.people.actions.teams import break_glass, join_team, leave_team, place_in_team

__all__ = ["break_glass", "erase", "join_team", "leave_team", "place_in_team", "register"]
