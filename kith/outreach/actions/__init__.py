"""The verbs of this room: `from kith.outreach import actions`, then `actions.add_stop(...)`."""

from kith.outreach.actions.agreements import end_agreement, make_agreement
from kith.outreach.actions.breakdowns import keep_proposal, proposal_of, tell_breakdown
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
from kith.outreach.actions.crews import Shift, add_season, drop_season, end_crew, set_crew
from kith.outreach.actions.edits import Change, keep, look, undo
from kith.outreach.actions.plans import (
    Wanted,
    Weeks,
    chosen_not_agreed,
    give_up_planning,
    make_plan,
    start_planning,
    stop_planning,
    unwish,
    wish,
)  # fmt: skip
from kith.outreach.actions.publishing import end_plan, publish, show_stop, withdraw
from kith.outreach.actions.stops import Place, add_stop, add_stops, change_stop, move_stop
from kith.outreach.actions.units import Vehicle, add_unit, change_unit, end_unit
from kith.outreach.actions.visits import Counts, bring_back, cancel_visit, record_visit

__all__ = [
    "Change", "Counts", "Place", "Shift", "Vehicle", "Wanted", "Weeks", "add_season",
    "add_stop", "add_stops", "add_unit", "adopt_choice", "ask_again", "begin_choice", "bring_back",
    "cancel_visit", "change_question", "change_stop", "change_unit", "chosen_not_agreed",
    "current_question", "drop_season", "end_agreement", "end_crew", "end_plan", "end_unit",
    "give_up_planning", "keep", "keep_proposal", "look", "make_agreement", "make_plan",
    "move_stop", "proposal_of", "publish", "reconsider_choice", "record_visit", "set_crew",
    "show_stop", "start_planning", "stop_planning", "stop_working", "tell_breakdown", "undo",
    "undo_change", "unwish", "wish", "withdraw",
]  # fmt: skip
