"""The receiver's side of a referral, and the answers of services that do not work with Kith."""

from kith.accounts.models import Member
from kith.connections.models import Referral


def answer_referral(
    *, referral: Referral, move: str, by: Member, reason: str = "", reason_code: str = "",
    outcome_code: str = "", outcome: str = "",
) -> Referral:  # fmt: skip
    """The receiver moves a referral: accept, reject, start, hold, complete, fail or cancel
    (lifecycle.REFERRAL). Of two who press at once one wins, the other gets AlreadyChanged.

    `reason` in words where the table asks for it; `reason_code` of Referral.Reason; `outcome_code`
    of Referral.Outcome and `outcome` in words for complete. A reason that is a Barrier.Reason is
    kept as a barrier by the sender, in the same transaction.
    """
    raise NotImplementedError


def record_answer(
    *, referral: Referral, move: str, by: Member, reason: str = "", reason_code: str = "",
    outcome_code: str = "", outcome: str = "",
) -> Referral:  # fmt: skip
    """The sender writes down what a service outside this installation answered."""
    raise NotImplementedError
