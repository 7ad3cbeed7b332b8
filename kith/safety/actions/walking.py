"""With the person, and a supervisor thinks along."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.refusals import ReasonMissing
from kith.safety import access
from kith.safety.actions import moving
from kith.safety.models import Concern, ConcernNote


def engage(*, concern: Concern, by: Member, words: str = "") -> Concern:
    """Somebody speaks with the person, or sits beside them."""
    with transaction.atomic():
        moving.apply(concern, "engage", by=by)
        moving.write(concern, ConcernNote.About.ENGAGED, words, by)
    return concern


def consult(*, concern: Concern, supervisor: Member, words: str, by: Member) -> Concern:
    """A supervisor was asked and said something: who, and what. Also before there was contact,
    where there is none to be had."""
    access.require_responder(supervisor, concern.organization_id)
    with transaction.atomic():
        moving.apply(concern, "consult", by=by, supervisor=supervisor)
        moving.write(concern, ConcernNote.About.CONSULTED, words, by, must=True)
    return concern


def settle(*, concern: Concern, reason: str, by: Member) -> Concern:
    """A supervisor decides that nobody else is needed now, and says why."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        moving.apply(concern, "settle", by=by, reason=reason)
        moving.write(concern, ConcernNote.About.SETTLED, reason, by, must=True)
    return concern
