"""States and moves of a concern. Every state that is not closed has a clock (`clocks.py`)."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "responder" (who works with people), "owner" (who has it), "supervisor", "rule".
# Source: the order of steps follows the 988 Lifeline's safety policy; the names are ours.
IN_HAND = ("acknowledged", "engaged", "consulted")
"""Somebody has it and no hand-over is under way."""

CONCERN = Lifecycle(
    states=("raised", "acknowledged", "engaged", "consulted", "handing_over", "emergency", "held",
            "following", "closed"),
    initial="raised",
    final=("closed",),
    moves=(
        Move("acknowledge", ("raised",), "acknowledged", _("I have this"), ("responder",)),
        Move("pass_on", ("raised",), "raised", _("Ask somebody named"), ("responder",)),
        Move("pass_to", IN_HAND, "raised", _("Pass it to somebody named"),
             ("owner", "supervisor")),
        Move("release", IN_HAND, "raised", _("I cannot go on: alert the next"),
             ("owner", "supervisor")),
        Move("take_over", (*IN_HAND, "handing_over", "emergency", "held", "following"),
             "acknowledged", _("Take over"), ("supervisor",)),
        Move("engage", ("acknowledged",), "engaged", _("I am with them"), ("owner", "supervisor")),
        Move("consult", ("acknowledged", "engaged"), "consulted", _("Supervisor consulted"),
             ("owner", "supervisor")),
        Move("hand_over", IN_HAND, "handing_over", _("Hand over to somebody named"),
             ("owner", "supervisor")),
        Move("call_emergency", (*IN_HAND, "handing_over"), "emergency", _("Emergency help called"),
             ("owner", "supervisor")),
        Move("come_back", ("handing_over", "emergency"), "engaged", _("It did not come about"),
             ("owner", "supervisor"), needs_reason=True),
        Move("confirm", ("handing_over", "emergency"), "held", _("They have the person"),
             ("owner", "receiver", "supervisor")),
        Move("settle", ("consulted",), "held", _("Nobody else is needed"), ("supervisor",),
             needs_reason=True),
        Move("offer_plan", ("held",), "following", _("Safety plan offered"),
             ("owner", "supervisor")),
        Move("close", (*IN_HAND, "held", "following"), "closed", _("Close"), ("supervisor",),
             needs_reason=True),
        Move("reopen", ("closed",), "raised", _("Raise it again"), ("responder",),
             needs_reason=True),
        Move("worsen", ("closed",), "raised", _("The same cause became more urgent"), ("rule",)),
    ),
)  # fmt: skip
OPEN = tuple(state for state in CONCERN.states if state not in CONCERN.final)
