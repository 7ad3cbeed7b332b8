"""States and moves of applications, peers, matches, time sheets and matters of the peers."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "staff" (who recruits), "applicant".
_READ = ("enquiry", "application", "interview", "clearance")
APPLICATION = Lifecycle(
    states=(*_READ, "accepted", "declined", "withdrawn"),
    initial="enquiry",
    final=("accepted", "declined", "withdrawn"),
    moves=(
        Move("read", ("enquiry",), "application", _("I have read it"), ("staff",)),
        Move("invite", ("application",), "interview", _("Invite to talk"), ("staff",)),
        Move("clear", ("interview",), "clearance", _("Begin the clearance"), ("staff",)),
        Move("accept", ("clearance",), "accepted", _("Welcome as a peer"), ("staff",)),
        Move("decline", _READ, "declined", _("Not now"), ("staff",), needs_reason=True),
        Move("withdraw", _READ, "withdrawn", _("Taken back"), ("staff", "applicant")),
    ),
)  # fmt: skip
"""No rule declines: the move is a person's, with a reason."""

# Sides: "supervisor", "peer", "job" (a renewal day comes).
_LATER = ("active", "renewal_due", "leave", "restricted", "suspended", "lapsed")
PEER = Lifecycle(
    states=("training", "practicum", "sign_off", *_LATER, "alumni"),
    initial="training",
    final=("alumni",),
    moves=(
        Move("begin_practicum", ("training",), "practicum", _("Begin the practicum"),
             ("supervisor",)),
        Move("ask_sign_off", ("practicum",), "sign_off", _("Ready for the sign-off"),
             ("supervisor", "peer")),
        Move("sign_off", ("sign_off",), "active", _("Sign off"), ("supervisor",)),
        Move("back_to_practice", ("sign_off",), "practicum", _("Practise some more"),
             ("supervisor",)),
        Move("rest", ("active", "renewal_due"), "leave", _("Time off"), ("supervisor", "peer")),
        Move("come_back", ("leave", "restricted", "suspended"), "active", _("Back again"),
             ("supervisor",)),
        Move("restrict", ("active", "renewal_due", "leave"), "restricted",
             _("Work with limits for now"), ("supervisor",), needs_reason=True),
        Move("suspend", ("active", "renewal_due", "leave", "restricted"), "suspended",
             _("Stop for now"), ("supervisor",), needs_reason=True),
        Move("fall_due", ("active",), "renewal_due", _("Renewal is due"), ("job",)),
        Move("renew", ("active", "renewal_due", "lapsed"), "active", _("Renewed"),
             ("supervisor",)),
        Move("lapse", ("renewal_due",), "lapsed", _("Not renewed in time"), ("job",)),
        Move("leave", ("training", "practicum", "sign_off", *_LATER), "alumni", _("Says goodbye"),
             ("supervisor", "peer")),
    ),
)  # fmt: skip
AT_WORK = ("active", "renewal_due")
"""Signed off and neither away nor stopped."""

# Sides: "staff", "person" (by private code), "peer", "supervisor".
HOLDING = ("chosen", "accepted", "first_contact", "active", "paused")
"""A peer's place is taken."""
WALKING = ("accepted", "first_contact", "active", "paused")
_BOTH = ("person", "peer", "staff")
MATCH = Lifecycle(
    states=("proposed", *HOLDING, "declined", "ended_well", "ended_early"),
    initial="proposed",
    final=("declined", "ended_well", "ended_early"),
    moves=(
        Move("choose", ("proposed",), "chosen", _("Choose"), ("person", "staff")),
        Move("accept", ("chosen",), "accepted", _("Yes, gladly"), ("peer",)),
        Move("decline", ("proposed", "chosen"), "declined", _("Not this time"), _BOTH),
        Move("meet", ("accepted",), "first_contact", _("We have met"), _BOTH),
        Move("review", ("first_contact",), "active", _("It suits both"), _BOTH),
        Move("pause", ("accepted", "first_contact", "active"), "paused", _("Pause"),
             (*_BOTH, "job")),
        Move("resume", ("paused",), "active", _("Go on"), _BOTH),
        Move("end_well", ("first_contact", "active", "paused"), "ended_well",
             _("It has come to a good end"), _BOTH),
        Move("end_early", WALKING, "ended_early", _("End it here"), _BOTH),
    ),
)  # fmt: skip
"""Declining and ending take no reason; wishes for next time are welcome."""

# Sides: "staff" (who match), "job".
ROUND = Lifecycle(
    states=("waiting", "working", "ready", "applied", "dropped", "failed"),
    initial="waiting",
    final=("applied", "dropped", "failed"),
    moves=(
        Move("work", ("waiting", "working"), "working", _("Work it out"), ("job",)),
        Move("show", ("working",), "ready", _("Lay it before a person"), ("job",)),
        Move("fail", ("waiting", "working"), "failed", _("It did not work"), ("job",)),
        Move("apply", ("ready",), "applied", _("Propose those ticked"), ("staff",)),
        Move("drop", ("waiting", "working", "ready"), "dropped", _("Leave it"), ("staff",)),
    ),
)  # fmt: skip
"""A waiting list matched at once. A job killed half-way begins again: `work` leads to itself."""

# Sides: "peer", "supervisor" (never of one's own hours).
SHEET = Lifecycle(
    states=("open", "sent", "approved"),
    initial="open",
    moves=(
        Move("send", ("open",), "sent", _("Hand in this month"), ("peer",)),
        Move("approve", ("sent",), "approved", _("Approve"), ("supervisor",)),
        Move("give_back", ("sent", "approved"), "open", _("Give back"), ("supervisor",),
             needs_reason=True),
    ),
)  # fmt: skip

# Sides: "raiser", "organisation" (directors and supervisors), "job" (the time is over).
MATTER = Lifecycle(
    states=("open", "closed", "decided", "answered", "kept", "not_kept", "stopped"),
    initial="open",
    final=("kept", "not_kept", "stopped"),
    moves=(
        Move("close", ("open",), "closed", _("The time is over"), ("job",)),
        Move("decide", ("closed",), "decided", _("It is decided"), ("organisation", "job")),
        Move("answer", ("decided", "answered"), "answered", _("Answer"), ("organisation",)),
        Move("keep", ("answered",), "kept", _("It was done"), ("organisation",)),
        Move("not_keep", ("answered",), "not_kept", _("It was not done"), ("organisation",),
             needs_reason=True),
        Move("stop", ("open",), "stopped", _("Take it back"), ("raiser",)),
    ),
)  # fmt: skip
"""Nothing is decided while an objection has no answer; the database holds that as well."""
