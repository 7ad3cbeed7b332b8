"""The verbs of this room. All are keyword-only, run in one transaction and raise a `Refusal` or do
their work. `by=None` is the person themselves, whom connections let in by their private code.

recruiting    apply, read, check, welcome
working       a peer's profile, terms, leave, state
matching      who would like a peer, proposals, the match
walking       contacts, reports
circles       groups with two facilitators, seats, meetings
training      curricula, cohorts, attendance, observation, certificates
supervising   pairs, cover, sessions, notes, wellbeing
"""

from kith.peers.actions.circles import Plan, begin_circle, hold_meeting, leave_seat, take_seat
from kith.peers.actions.matching import (
    Hopes,
    choose_as_option,
    move_match,
    proposals_for,
    propose_peer,
    seek,
    stop_seeking,
)
from kith.peers.actions.recruiting import (
    Applying,
    apply,
    begin,
    cleared_for,
    move_application,
    open_application,
    record_check,
    welcome,
)
from kith.peers.actions.supervising import (
    assign_supervisor,
    keep_session,
    open_session,
    say_how_i_am,
    set_cover,
)
from kith.peers.actions.training import (
    add_module,
    enrol,
    found_curriculum,
    issue,
    note_attendance,
    note_learning,
    observe,
    open_cohort,
    schemes,
    withdraw,
)
from kith.peers.actions.walking import (
    answer_report,
    log_contact,
    open_match,
    open_report,
    report,
)
from kith.peers.actions.working import Profile, Terms, agree, go_away, move_peer, say

__all__ = [
    "Applying",
    "Hopes",
    "Plan",
    "Profile",
    "Terms",
    "add_module",
    "agree",
    "answer_report",
    "apply",
    "assign_supervisor",
    "begin",
    "begin_circle",
    "choose_as_option",
    "cleared_for",
    "enrol",
    "found_curriculum",
    "go_away",
    "hold_meeting",
    "issue",
    "keep_session",
    "leave_seat",
    "log_contact",
    "move_application",
    "move_match",
    "move_peer",
    "note_attendance",
    "note_learning",
    "observe",
    "open_application",
    "open_cohort",
    "open_match",
    "open_report",
    "open_session",
    "proposals_for",
    "propose_peer",
    "record_check",
    "report",
    "say",
    "say_how_i_am",
    "schemes",
    "seek",
    "set_cover",
    "stop_seeking",
    "take_seat",
    "welcome",
    "withdraw",
]  # fmt: skip
