"""The key by which a device in a person's hands sends what was answered on it.

Made from the installation's secret and the row's own id, so that the page can be shown again; only
its keyed digest is kept. Like a private link it lets answers in and none out. It stays good for two
weeks: a tablet that comes home from a valley without signal still sends what waits on it.
"""

import base64
import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings

from kith.accounts import tenancy
from kith.core import clock, sealing
from kith.measures.models import Tablet
from kith.measures.refusals import LinkGone

LENGTH = 26
GOOD_FOR = dt.timedelta(days=14)


def token_of(tablet: UUID) -> str:
    """HMAC-SHA-256 over the row's id: 130 bits that look random."""
    message = f"tablet|{tablet}".encode()
    digest = hmac.digest(settings.SECRETS.blind_key, message, hashlib.sha256)
    return base64.b32encode(digest).decode().lower()[:LENGTH]


def digest_of(token: str) -> str:
    return sealing.blind(token.lower(), settings.SECRETS.blind_key, "tablet")


@contextmanager
def holding(token: str) -> Iterator[Tablet]:
    """The tablet of a key, in a transaction of its organisation. LinkGone otherwise."""
    found = _find(token)
    if found is None:
        raise LinkGone
    with tenancy.acting_for(found.organization_id):
        rows = Tablet.objects.select_related(
            "organization", "handed_by", "assessment__person__key", "assessment__organization",
        )  # fmt: skip
        yield rows.get(pk=found.pk)


def _find(token: str) -> Tablet | None:
    if len(token) != LENGTH or not token.isascii():
        return None
    digest = digest_of(token)
    with tenancy.holding_code(digest):
        return Tablet.objects.good_at(clock.now()).filter(digest=digest).first()
