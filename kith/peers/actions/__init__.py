"""The verbs of this room. All are keyword-only, run in one transaction and raise a `Refusal` or do
their work. `by=None` is the person themselves, whom connections let in by their private code.

recruiting    apply, read, check, welcome
working       a peer's profile, terms, leave, state
seeking       who would like a peer, and what they hope for
matching      proposals, and the moves of a match
rounds        a whole waiting list at once
reviewing     the person says whether it suits
walking       contacts, reports
training      curricula, cohorts, attendance, observation
standards     what a certificate takes, from a day on
certifying    certificates, what they show, taking them back
renewing      warnings, renewals, lapsing
stepping      the ladder, and what a kind of work allows
hours         own hours, the sheet of a month, the list for payroll
supervising   pairs, cover, sessions, notes, wellbeing
"""

from kith.peers.actions.certifying import issue, show, withdraw
from kith.peers.actions.hours import (
    drop_time,
    hand_in,
    move_sheet,
    note_time,
    open_sheet,
    payroll_csv,
)
from kith.peers.actions.matching import (
    choose_as_option,
    move_match,
    proposals_for,
    propose_peer,
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
from kith.peers.actions.renewing import renew
from kith.peers.actions.reviewing import say_how_it_suits
from kith.peers.actions.rounds import apply_round, begin_round, drop_round
from kith.peers.actions.seeking import (
    Hopes,
    ask_for_others,
    give_link,
    never,
    open_words,
    seek,
    seek_again,
    stop_seeking,
)
from kith.peers.actions.standards import Version, schemes, schemes_of, write_version
from kith.peers.actions.stepping import open_promotion, promote, set_scope
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
    note_attendance,
    note_learning,
    observe,
    open_cohort,
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
    "Profile",
    "Terms",
    "Version",
    "add_module",
    "agree",
    "answer_report",
    "apply",
    "apply_round",
    "ask_for_others",
    "assign_supervisor",
    "begin",
    "begin_round",
    "choose_as_option",
    "cleared_for",
    "drop_round",
    "drop_time",
    "enrol",
    "found_curriculum",
    "give_link",
    "go_away",
    "hand_in",
    "issue",
    "keep_session",
    "log_contact",
    "move_application",
    "move_match",
    "move_peer",
    "move_sheet",
    "never",
    "note_attendance",
    "note_learning",
    "note_time",
    "observe",
    "open_application",
    "open_cohort",
    "open_match",
    "open_promotion",
    "open_report",
    "open_session",
    "open_sheet",
    "open_words",
    "payroll_csv",
    "promote",
    "proposals_for",
    "propose_peer",
    "record_check",
    "renew",
    "report",
    "say",
    "say_how_i_am",
    "say_how_it_suits",
    "schemes",
    "schemes_of",
    "seek",
    "seek_again",
    "set_cover",
    "set_scope",
    "show",
    "stop_seeking",
    "welcome",
    "withdraw",
    "write_version",
]  # fmt: skip
