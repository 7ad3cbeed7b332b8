"""The verbs of this room: `from kith.outreach import actions`, then `actions.add_stop(...)`."""

from kith.outreach.actions.agreements import end_agreement, make_agreement
from kith.outreach.actions.choices import (
    adopt_choice,
    ask_again,
    begin_choice,
    change_question,
    reconsider_choice,
    stop_working,
    undo_change,
)
from kith.outreach.actions.choices import current as current_question
from kith.outreach.actions.stops import Place, add_stop, change_stop, move_stop
from kith.outreach.actions.units import Vehicle, add_unit, change_unit, end_unit
from kith.outreach.actions.visits import Counts, bring_back, cancel_visit, record_visit

__all__ = [
    "Counts", "Place", "Vehicle", "add_stop", "add_unit", "adopt_choice", "ask_again",
    "begin_choice", "bring_back", "cancel_visit", "change_question", "change_stop", "change_unit",
    "current_question", "end_agreement", "end_unit", "make_agreement", "move_stop",
    "reconsider_choice", "record_visit", "stop_working", "undo_change",
]  # fmt: skip
