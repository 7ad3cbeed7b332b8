"""A facilitator's calendar: when their circles meet, and nothing that tells which circle or who."""

import base64
import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.circles.actions import dates
from kith.circles.models import CalendarKey, Circle
from kith.core import clock, icalendar, sealing
from kith.core.refusals import NotYours
from kith.peers import access as peers
from kith.peers.models import Peer

LENGTH = 26
PAST, AHEAD = dt.timedelta(days=30), dt.timedelta(days=180)


def new_calendar(*, by: Member) -> str:
    """The secret end of the address; shown once, here. The one before opens nothing any more."""
    peer = peers.own_peer(by)
    if peer is None:
        raise NotYours
    token = base64.b32encode(secrets.token_bytes(17)).decode().lower()[:LENGTH]
    with transaction.atomic():
        CalendarKey.objects.filter(peer=peer).delete()
        CalendarKey.objects.create(
            digest=_digest(token), organization_id=peer.organization_id, peer=peer
        )
    return token


def close_calendar(*, by: Member) -> None:
    """Nobody reads it any more. Closing twice is the same."""
    CalendarKey.objects.filter(peer__member=by).delete()


def calendar_of(*, token: str) -> str:
    """The file for whoever holds the address; NotYours otherwise. For the public page, which stands
    outside any tenancy."""
    key = _find(token)
    if key is None:
        raise NotYours
    with tenancy.acting_for(key.organization_id):
        rows = Peer.objects.filter(pk=key.peer_id, member__is_active=True)
        peer = rows.select_related("member__user").first()
        if peer is None or peer.state == "alumni":
            raise NotYours
        with translation.override(peer.member.user.language or settings.LANGUAGE_CODE):
            return icalendar.calendar(_("My dates"), _events(peer), clock.now())


def _events(peer: Peer) -> list[icalendar.Event]:
    """By reference: a calendar lies on somebody else's server, and is seen over a shoulder."""
    now = clock.now()
    rows = Circle.objects.filter(Q(facilitator=peer) | Q(second=peer), state="running")
    found = []
    for circle in rows.select_related("organization").prefetch_related("changes"):
        address = f"{settings.PUBLIC_ADDRESS}{reverse('circle', args=[circle.pk])}"
        for date in dates.dates_of(circle, now - PAST, now + AHEAD):
            found.append(
                icalendar.Event(
                    uid=f"{circle.pk.hex}-{date.day:%Y%m%d}@kith", starts_at=date.starts_at,
                    ends_at=date.ends_at, summary=circle.reference, url=address,
                    is_cancelled=not date.is_held,
                )
            )  # fmt: skip
    return sorted(found, key=lambda event: (event.starts_at, event.uid))


def _find(token: str) -> CalendarKey | None:
    if len(token) != LENGTH or not token.isascii():
        return None
    digest = _digest(token)
    with tenancy.holding_code(digest):
        return CalendarKey.objects.filter(digest=digest).first()


def _digest(token: str) -> str:
    return sealing.blind(token.lower(), settings.SECRETS.blind_key, "calendar key")
