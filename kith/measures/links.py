"""The door for somebody who fills in a measure on their own telephone, without an account.

A link holds 130 random-looking bits, made from the installation's secret and the form's own key:
a form sent twice shows the same link. Only its keyed digest is kept. It opens one measure, lets
answers in and none out, and goes when the last answer is given.
"""

import base64
import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from kith.accounts import tenancy
from kith.core import clock, sealing
from kith.measures.models import Assessment, AssessmentLink
from kith.measures.refusals import LinkGone

LENGTH = 26
GOOD_FOR = dt.timedelta(days=14)


def make_for(assessment: Assessment) -> str:
    """A link for an assessment that was just offered."""
    token = again_for(assessment)
    AssessmentLink.objects.get_or_create(
        digest=_digest(token), organization_id=assessment.organization_id, assessment=assessment,
        defaults={"expires_at": clock.now() + GOOD_FOR},
    )  # fmt: skip
    return token


def again_for(assessment: Assessment) -> str:
    """The link's token, worked out anew: HMAC-SHA-256 over the form's random key."""
    message = f"assessment link|{assessment.organization_id}|{assessment.replay_key}".encode()
    digest = hmac.digest(settings.SECRETS.blind_key, message, hashlib.sha256)
    return base64.b32encode(digest).decode().lower()[:LENGTH]


@contextmanager
def following(token: str) -> Iterator[Assessment]:
    """The assessment of a link, in a transaction of its organisation. LinkGone otherwise."""
    link = _find(token)
    if link is None:
        raise LinkGone
    with tenancy.acting_for(link.organization_id):
        rows = Assessment.objects.select_related("person__key", "organization", "offered_by")
        found = rows.filter(pk=link.assessment_id).first()
        if found is None or not found.is_waiting:
            raise LinkGone
        yield found


def _find(token: str) -> AssessmentLink | None:
    if len(token) != LENGTH or not token.isascii():
        return None
    digest = _digest(token)
    with tenancy.holding_code(digest):
        good = AssessmentLink.objects.filter(digest=digest, expires_at__gt=clock.now())
        return good.first()


def _digest(token: str) -> str:
    return sealing.blind(token.lower(), settings.SECRETS.blind_key, "assessment link")
