"""The verbs of this room. Pages, jobs, other rooms' alarms and tests call the same ones.

raising    a concern, in the transaction of its cause
alerting   the next attempt, and the one after it
taking     one owner; passing on, taking over
passing    to somebody in particular, before taking and after
walking    with the person, supervisor consulted, settled
handing    to somebody named or to emergency help, until they are seen to have the person
following  the plan is offered, three follow-ups, closing, looking back
planning   the person's own six steps
reporting  what the law asks, decided by somebody named
rota       shifts, absences, going live
words      crisis words and helplines
naming     whom it is about, said afterwards
opening    reading what is sealed; every opening is recorded

All are keyword-only, run in one transaction, and raise a `Refusal` or do their work.
"""

from kith.safety.actions.alerting import escalate_due, mark_seen
from kith.safety.actions.following import close, finish_follow_up, offer_plan, reopen, review
from kith.safety.actions.handing import call_emergency, come_back, confirm, hand_over
from kith.safety.actions.helplines import add_helpline, check_helpline, withdraw_helpline
from kith.safety.actions.naming import name_person
from kith.safety.actions.opening import open_concern
from kith.safety.actions.passing import pass_on
from kith.safety.actions.planning import (
    begin_plan,
    new_plan_code,
    open_plan,
    share_plan,
    write_plan,
)
from kith.safety.actions.raising import raise_concern, sound
from kith.safety.actions.reporting import (
    add_rule,
    decide_report,
    end_rule,
    open_report,
    remind_due,
)
from kith.safety.actions.rota import (
    add_absence,
    add_shift,
    cancel_shift,
    end_absence,
    offer_shift,
    take_shift,
)
from kith.safety.actions.settings import change_clocks, go_live
from kith.safety.actions.taking import acknowledge, release, take_over
from kith.safety.actions.walking import consult, engage, settle
from kith.safety.actions.words import review_words, write_words

__all__ = [
    "acknowledge", "add_absence", "add_helpline", "add_rule", "add_shift", "begin_plan",
    "call_emergency", "cancel_shift", "change_clocks", "check_helpline", "close", "come_back",
    "confirm", "consult", "decide_report", "end_absence", "end_rule", "engage", "escalate_due",
    "finish_follow_up", "go_live", "hand_over", "mark_seen", "name_person", "new_plan_code",
    "offer_plan", "offer_shift", "open_concern", "open_plan", "open_report", "pass_on",
    "raise_concern", "release", "remind_due", "reopen", "review", "review_words", "settle",
    "share_plan", "sound", "take_over", "take_shift", "withdraw_helpline", "write_plan",
    "write_words",
]  # fmt: skip
