"""Whoever wants to be told when something changes: asks, confirms, leaves.

A link holds the organisation and the row, signed: no secret of it is kept anywhere.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kith.accounts import tenancy
from kith.core import clock, events
from kith.core.once import once_or_again
from kith.core.refusals import NotYours
from kith.outreach.events import NewsMade
from kith.outreach.models import Follower, News, StopListing
from kith.outreach.refusals import NotAnAddress

UNCONFIRMED = dt.timedelta(days=7)
KEPT = dt.timedelta(days=30)


def follow(*, listing: StopListing, email: str, language: str, replay_key: UUID) -> Follower:
    """A message goes to the address, with the link that confirms it. Nothing else is sent before.

    For a public page, which stands outside any tenancy. Says the same whether the address is known.
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise NotAnAddress from None
    organization = listing.organization_id
    with tenancy.acting_for(organization):
        mine = Follower.objects.filter(organization_id=organization)

        def make() -> Follower:
            row = Follower(organization_id=organization, stop_id=listing.stop_id,
                           language=language, replay_key=replay_key)  # fmt: skip
            row.seal(email)
            row.save(force_insert=True)
            return row

        follower, is_new = once_or_again(mine, replay_key, make)
        if is_new:
            News.objects.create(
                organization_id=organization, follower=follower, kind=News.Kind.CONFIRM
            )
            events.publish(NewsMade(organization))
    return follower


def token_of(follower: Follower) -> str:
    """The end of the link that is theirs."""
    return _signer().sign(f"{follower.organization_id.hex}{follower.pk.hex}")


def find(token: str) -> Follower:
    """Whose link it is, or NotYours: changed, or they have left already."""
    try:
        told = _signer().unsign(token)
        organization, pk = UUID(told[:32]), UUID(told[32:])
    except (signing.BadSignature, ValueError):
        raise NotYours from None
    with tenancy.acting_for(organization):
        follower = Follower.objects.select_related("stop").filter(pk=pk).first()
    if follower is None:
        raise NotYours
    return follower


def confirm(*, token: str) -> Follower:
    """From now on they are told. The same address twice at one stop becomes one."""
    follower = find(token)
    with tenancy.acting_for(follower.organization_id), transaction.atomic():
        rows = Follower.objects.filter(pk=follower.pk, confirmed_at=None)
        if rows.update(confirmed_at=clock.now()):
            email = follower.unseal().casefold()
            others = Follower.objects.filter(stop_id=follower.stop_id).exclude(pk=follower.pk)
            twins = [one.pk for one in others if one.unseal().casefold() == email]
            Follower.objects.filter(pk__in=twins).delete()
    return follower


def leave(*, token: str) -> None:
    """Gone, with the key of the address. Leaving twice is the same."""
    try:
        follower = find(token)
    except NotYours:
        return
    with tenancy.acting_for(follower.organization_id):
        Follower.objects.filter(pk=follower.pk).delete()


def tell(*, organization: UUID, stops: Iterable[UUID]) -> None:
    """There is news for whoever follows these stops: one message, however much has changed since
    the last one left. Inside the transaction of its cause."""
    rows = Follower.objects.filter(stop_id__in=list(stops), confirmed_at__isnull=False)
    waiting = News.objects.filter(sent_at=None, kind=News.Kind.CHANGED).values("follower")
    made = News.objects.bulk_create(
        [News(organization_id=organization, follower=one, kind=News.Kind.CHANGED)
         for one in rows.exclude(pk__in=waiting)],
        ignore_conflicts=True,
    )  # fmt: skip
    if made:
        events.publish(NewsMade(organization))


def forget() -> None:
    """Inside `acting_for`: addresses that nobody confirmed, and news that was told."""
    now = clock.now()
    Follower.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED).delete()
    News.objects.filter(sent_at__lt=now - KEPT).delete()


def _signer() -> signing.Signer:
    return signing.Signer(salt="outreach follower", sep=".")
