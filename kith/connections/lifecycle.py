"""States and moves of requests and referrals."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "person" (by private code), "staff" (of the organisation), "job".
REQUEST = Lifecycle(
    states=("new", "in_hand", "options", "connected", "closed", "withdrawn"),
    initial="new",
    final=("closed", "withdrawn"),
    moves=(
        Move("take", ("new",), "in_hand", _("Take this on"), ("staff",)),
        Move("lay_out", ("new", "in_hand", "options", "connected"), "options",
             _("Lay out options"), ("staff",)),
        Move("connect", ("new", "in_hand", "options", "connected"), "connected",
             _("Connect"), ("staff", "person")),
        Move("look_again", ("connected", "options"), "in_hand", _("Look again"),
             ("staff", "person", "job")),
        Move("close", ("new", "in_hand", "options", "connected"), "closed", _("Close"), ("staff",),
             needs_reason=True),
        Move("withdraw", ("new", "in_hand", "options", "connected"), "withdrawn",
             _("Withdraw"), ("person", "staff")),
        Move("reopen", ("closed",), "in_hand", _("Reopen"), ("staff", "person")),
    ),
)  # fmt: skip

# Sides: "sender", "receiver", "person" (withdraws consent), "job" (expiry).
# Source: HL7 Gravity SDOH Clinical Care, task states; the person and the job are Kith's.
_LIVE = ("accepted", "in-progress", "on-hold")
LIVE = ("requested", *_LIVE)
"""Sent and not ended."""

REFERRAL = Lifecycle(
    states=("draft", "requested", "accepted", "rejected", "cancelled", "in-progress", "on-hold",
            "failed", "completed", "entered-in-error"),
    initial="draft",
    final=("rejected", "cancelled", "failed", "completed", "entered-in-error"),
    moves=(
        Move("send", ("draft",), "requested", _("Send"), ("sender",)),
        Move("accept", ("requested",), "accepted", _("Accept"), ("receiver",)),
        Move("reject", ("requested",), "rejected", _("Decline"), ("receiver",), needs_reason=True),
        Move("start", ("accepted", "on-hold"), "in-progress", _("Start"), ("receiver",)),
        Move("hold", ("accepted", "in-progress"), "on-hold", _("Put on hold"), ("receiver",),
             needs_reason=True),
        Move("complete", _LIVE, "completed", _("Complete"), ("receiver",)),
        Move("fail", _LIVE, "failed", _("It did not work out"), ("receiver",), needs_reason=True),
        Move("cancel", ("draft", "requested", *_LIVE), "cancelled", _("Cancel"),
             ("sender", "receiver", "person", "job"), needs_reason=True),
        Move("correct", ("draft", "requested", "rejected", "cancelled", "failed", "completed",
                         *_LIVE), "entered-in-error", _("Entered by mistake"), ("sender",)),
    ),
)  # fmt: skip
