"""The verbs of this room. Pages, jobs, the command line and tests call the same ones.

asking      somebody asks; their private code
following   what a person does by their code: add words, change, withdraw, say the outcome
handling    staff: take, assign, next step, look again, close, reopen
offering    options: lay out, add by hand, choose, pass
consenting  agreeing and taking it back
referring   draft, send, cancel, correct, reopen elsewhere, expire
receiving   accept, decline, start, hold, complete, fail; and the answer of somebody outside
keeping     contacts, follow-ups
opening     reading what is sealed; every opening is recorded
taking_out  CSV by role
barriers    what could not be met
periods     how long what people told is kept; forgetting keeps to them
notices     that something waits, never what it says

All are keyword-only, run in one transaction and raise a `Refusal` or do their work. `by=None` means
the person themselves, who came in by `access.following(...)`. A verb with `replay_key` returns the
row of the first time when its form is sent again, and has no second effect.
"""

from kith.connections.actions.asking import Asked, Asking, ask, ask_all
from kith.connections.actions.barriers import note_barrier
from kith.connections.actions.consenting import give_consent, withdraw_consent
from kith.connections.actions.following import (
    add_words,
    change_needs,
    change_safe_contact,
    say_outcome,
    withdraw_request,
)
from kith.connections.actions.handling import (
    assign,
    close,
    look_again,
    reopen,
    set_next_step,
    take,
)
from kith.connections.actions.keeping import (
    drop_follow_up,
    finish_follow_up,
    plan_follow_up,
    record_contact,
    snooze_follow_up,
)
from kith.connections.actions.notices import mark_all_read, mark_read
from kith.connections.actions.offering import (
    add_option,
    choose_option,
    lay_out_options,
    pass_option,
)
from kith.connections.actions.opening import (
    open_note,
    open_person,
    open_referral,
    open_request,
)
from kith.connections.actions.periods import change_periods
from kith.connections.actions.receiving import answer_referral, record_answer
from kith.connections.actions.referring import (
    cancel_referral,
    correct_referral,
    draft_referral,
    expire_referrals,
    refer,
    reopen_referral,
    send_referral,
)
from kith.connections.actions.taking_out import people_csv, requests_csv
from kith.connections.safe_contact import SafeContact

__all__ = [
    "Asked", "Asking", "SafeContact",
    "add_option", "add_words", "answer_referral", "ask", "ask_all", "assign", "cancel_referral",
    "change_needs", "change_periods", "change_safe_contact", "choose_option", "close",
    "correct_referral",
    "draft_referral", "drop_follow_up", "expire_referrals", "finish_follow_up", "give_consent",
    "lay_out_options", "look_again", "mark_all_read", "mark_read", "note_barrier", "open_note",
    "open_person", "open_referral", "open_request", "pass_option", "people_csv", "plan_follow_up",
    "record_answer", "record_contact", "refer", "reopen", "reopen_referral", "requests_csv",
    "say_outcome", "send_referral", "set_next_step", "snooze_follow_up", "take",
    "withdraw_consent", "withdraw_request",
]  # fmt: skip
