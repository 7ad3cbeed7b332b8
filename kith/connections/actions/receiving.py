"""The receiver's side of a referral, and the answers of services that do not work with Kith."""

from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.connections import access, travelling
from kith.connections.actions import referring
from kith.connections.lifecycle import REFERRAL
from kith.connections.models import Referral
from kith.core import clock
from kith.core.lifecycle import Move
from kith.core.refusals import NotYours

ANSWERS = ("accept", "reject")


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
    if not access.may_answer(by, referral):
        raise NotYours
    said = {"reason_sealed": reason, "outcome_sealed": outcome}
    codes = {"reason_code": reason_code, "outcome_code": outcome_code}
    return _move(referral, move, by, said, codes, owner=by)


def record_answer(
    *, referral: Referral, move: str, by: Member, reason: str = "", reason_code: str = "",
    outcome_code: str = "", outcome: str = "",
) -> Referral:  # fmt: skip
    """The sender writes down what a service outside this installation answered."""
    access.require_sender(by, referral)
    if referral.receiver_id is not None:
        raise NotYours
    said = {"reason_sealed": reason, "outcome_sealed": outcome}
    codes = {"reason_code": reason_code, "outcome_code": outcome_code}
    return _move(referral, move, by, said, codes)


def _move(
    referral: Referral, name: str, by: Member, said: dict[str, str], codes: dict[str, str],
    **changes: Any,
) -> Referral:  # fmt: skip
    """One conditional update: whoever comes second changes nothing and is told."""
    move = REFERRAL.move(name, referral.state, ["receiver"], said["reason_sealed"])
    changes |= _codes(move, codes)
    if name in ANSWERS:
        changes["answered_at"] = clock.now()
    if move.target in REFERRAL.final:
        changes["ended_at"] = clock.now()
    with transaction.atomic():
        words = {column: text for column, text in said.items() if text.strip()}
        REFERRAL.apply(referral, move, **changes, **travelling.seal_words(referral, **words))
        referring.publish_move(referral, move, by, "receiver")
    return referral


def _codes(move: Move, codes: dict[str, str]) -> dict[str, str]:
    """Codes of the tables (ValueError otherwise: pages offer nothing else). A reason that was only
    written in words is "other", so that an unmet need is counted in any case."""
    given = {column: code for column, code in codes.items() if code}
    if move.needs_reason:
        given["reason_code"] = Referral.Reason(codes["reason_code"] or "other").value
    if code := codes["outcome_code"]:
        given["outcome_code"] = Referral.Outcome(code).value
    return given
